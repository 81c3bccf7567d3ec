/** Software renderers are known by their names, graphics cards are left alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSoftwareName } from '../../../renderer/map/software-gpu.ts'

test('names of software renderers as browsers report them', () => {
  for (const name of [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'ANGLE (Mesa, llvmpipe (LLVM 15.0.7 256 bits), OpenGL 4.5)', 'llvmpipe (LLVM 12.0.0, 256 bits)', 'softpipe',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)', 'Apple Software Renderer',
  ]) assert.equal(isSoftwareName(name), true, name)
})

test('names of graphics cards', () => {
  for (const name of [
    'ANGLE (Intel, Intel(R) UHD Graphics 630 Direct3D11 vs_5_0 ps_5_0, D3D11)', 'ANGLE (NVIDIA, NVIDIA GeForce GT 730 Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'ANGLE (AMD, AMD Radeon(TM) Graphics Direct3D11 vs_5_0 ps_5_0, D3D11)', 'Mesa Intel(R) HD Graphics 4000 (IVB GT2)', 'Mali-G52', 'Zhaoxin KX-6000 GPU',
  ]) assert.equal(isSoftwareName(name), false, name)
})
