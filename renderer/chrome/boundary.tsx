/** A fault in one feature stays in that feature, and leaves a way on. */
import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { useText } from './text.ts'

export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <Fault error={this.state.error} retry={() => this.setState({ error: null })} />
  }
}

function Fault({ error, retry }: { error: Error; retry: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Box role="alert" sx={{ p: 4, maxWidth: 640 }}>
      <Typography variant="h2" gutterBottom>{t('frame.error')}</Typography>
      <Typography gutterBottom>{t('frame.error.more')}</Typography>
      <Typography component="pre" variant="caption" sx={{ color: 'text.secondary', whiteSpace: 'pre-wrap', my: 2 }}>{error.message}</Typography>
      <Button variant="contained" onClick={retry}>{t('frame.retry')}</Button>
    </Box>
  )
}
