/** Loaded first into every child of the start: it ends with its parent, even when the parent was killed. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
