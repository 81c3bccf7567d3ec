/** A scene that cannot be drawn takes nothing with it but itself: it is said, and the next turn tries anew. */
import { Component } from 'react'
import type { ReactNode } from 'react'

interface Props {
  /** Another one is another try. */
  turn: number
  broken: (error: unknown) => void
  children: ReactNode
  /** In its place: without the next scene's map being prepared, nothing would ever follow. */
  instead: ReactNode
}

interface Fault {
  isBroken: boolean
  /** In which it broke. */
  turn: number | null
}

export class SceneBoundary extends Component<Props, Fault> {
  override state: Fault = { isBroken: false, turn: null }

  static getDerivedStateFromError(): Partial<Fault> {
    return { isBroken: true }
  }

  static getDerivedStateFromProps({ turn }: Props, { isBroken, turn: brokenTurn }: Fault): Fault | null {
    if (!isBroken) return null
    return brokenTurn === null || brokenTurn === turn ? { isBroken, turn } : { isBroken: false, turn: null }
  }

  override componentDidCatch(error: unknown): void {
    this.props.broken(error)
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.instead : this.props.children
  }
}
