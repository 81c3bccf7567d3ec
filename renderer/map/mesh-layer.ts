/** A thin layer of one mesh: triangles whose corners are projected once on the CPU, drawn by a shader that only shifts and scales them. Made anew when its shapes are others. */
import { Layer, picking, project32 } from '@deck.gl/core'
import type { LayerContext, LayerProps, UpdateParameters } from '@deck.gl/core'
import type { Buffer } from '@luma.gl/core'
import { Model } from '@luma.gl/engine'
import type { ModelProps } from '@luma.gl/engine'
import type { ShaderModule } from '@luma.gl/shadertools'
import { worldX, worldY } from '../chrome/ground/grid.ts'

/** Width of the world in deck.gl's common space; its north is at the top. */
const COMMON = 512
/** What a buffer of corner numbers is for, in WebGPU's words. */
const INDEX = 0x10

export interface Mesh {
  /** In the common space; corners beside an origin of their own are finer in single precision than a pixel at any zoom they are drawn for. */
  origin: [number, number]
  corners: Float32Array
  order: Uint32Array
}
export interface MeshShaders {
  vs: string
  fs: string
  uniforms: ShaderModule
  /** Of the one buffer, which is called `corners`. */
  layout: Omit<NonNullable<ModelProps['bufferLayout']>[number], 'name'>
}
/** From the corners' own numbers to clip space. */
export interface Placed {
  scale: [number, number]
  shift: [number, number]
}

type State = {
  model: Model
  buffers: { corners: Buffer; order: Buffer } | null
  origin: [number, number]
}

export const placeInWorld = (lng: number, lat: number): [number, number] => [worldX(lng) * COMMON, (1 - worldY(lat)) * COMMON]

export abstract class MeshLayer<Props extends object, Shapes> extends Layer<Props & LayerProps> {
  declare state: State

  protected abstract shaders(): MeshShaders
  /** The same object is the same shapes. */
  protected abstract shapesOf(props: Props): Shapes
  protected abstract meshOf(shapes: Shapes): Mesh
  /** What the shaders are told. */
  protected abstract told(placed: Placed): Record<string, Record<string, unknown>>

  override getShaders(): object {
    const { vs, fs, uniforms } = this.shaders()
    return super.getShaders({ vs, fs, modules: [project32, picking, uniforms] }) as object
  }

  override initializeState(): void {
    const layout = { name: 'corners', ...this.shaders().layout }
    const model = new Model(this.context.device, { ...this.getShaders(), id: this.props.id, topology: 'triangle-list', isInstanced: false, bufferLayout: [layout] })
    this.setState({ model, buffers: null, origin: [0, 0] } satisfies State)
  }

  override updateState({ props, oldProps, changeFlags }: UpdateParameters<Layer<Props & LayerProps>>): void {
    const shapes = this.shapesOf(props)
    if (this.shapesOf(oldProps) === shapes && !changeFlags.extensionsChanged) return
    this.release()
    const { origin, corners, order } = this.meshOf(shapes)
    if (order.length === 0) return
    const { device } = this.context
    const buffers = { corners: device.createBuffer({ data: corners }), order: device.createBuffer({ usage: INDEX, data: order }) }
    const { model } = this.state
    model.setAttributes({ corners: buffers.corners })
    model.setIndexBuffer(buffers.order)
    model.setVertexCount(order.length)
    this.setState({ buffers, origin })
  }

  override draw(): void {
    const { model, buffers, origin } = this.state
    const { viewport } = this.context
    if (buffers === null) return
    const [x, y] = viewport.center as [number, number]
    const scale: [number, number] = [(2 * viewport.scale) / viewport.width, (2 * viewport.scale) / viewport.height]
    model.shaderInputs.setProps(this.told({ scale, shift: [(origin[0] - x) * scale[0], (origin[1] - y) * scale[1]] }))
    model.draw(this.context.renderPass)
  }

  override finalizeState(context: LayerContext): void {
    super.finalizeState(context)
    this.release()
  }

  private release(): void {
    this.state.buffers?.corners.destroy()
    this.state.buffers?.order.destroy()
    this.setState({ buffers: null })
  }
}
