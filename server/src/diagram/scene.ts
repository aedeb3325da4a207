import type { DiagramIcon } from './icons.ts';

/** A picture of a network: everything with its place in pixels. It knows nothing of where the network was written. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** In the order in which they are read and drawn: a frame comes before what is in it. */
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  /** Headings of zones and tiers. */
  readonly headings: readonly Heading[];
}

/** In pixels, as all lengths of a scene. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Thing {
  /** Unique in the picture, and the same in the next picture of the same network. */
  readonly key: string;
  /** Its own name, under which it can be asked about; null for what has none, such as the frame of a group. */
  readonly id: string | null;
  /** `frame` and `area` contain others; a `chip` is a line of text; a `band` is as wide as the picture. */
  readonly shape: 'frame' | 'area' | 'chip' | 'band';
  readonly icon: DiagramIcon;
  /** A workload in several subnets is one box over those that are side by side, and has one for each other group of them. */
  readonly boxes: readonly [Box, ...Box[]];
  readonly title: string;
  /** What it is, in a noun. */
  readonly noun: string;
  /** More lines under the title of a frame or area. */
  readonly lines: readonly string[];
  /** The tier whose colour it has; empty for none. */
  readonly tier: string;
  /** The key of the frame or area around it. */
  readonly inside: string | null;
  /** Its accessible name: what it is, where, and its facts. */
  readonly accessibleName: string;
  /** The ids of what a folded chip represents; empty for all others. */
  readonly members: readonly string[];
  /** Names of what is not drawn and belongs to it: its security groups, its route table, the target groups behind it. */
  readonly about: readonly string[];
}

/** Whether a thing contains others: those are drawn first, since a workload may be in an area of a later row as well. */
export function isContainer({ shape }: Pick<Thing, 'shape'>): boolean {
  return shape === 'frame' || shape === 'area';
}

export interface Link {
  readonly from: string;
  readonly to: string;
  /** The corners of the line. */
  readonly points: readonly Point[];
  /** `leads`: traffic goes along it. `same`: it connects the boxes of one thing. */
  readonly kind: 'leads' | 'same';
}

export interface Heading {
  readonly at: Point;
  readonly lines: readonly string[];
}

/** A scene under a heading, where there are several. */
export interface TitledScene {
  readonly heading: string | null;
  readonly scene: Scene;
}
