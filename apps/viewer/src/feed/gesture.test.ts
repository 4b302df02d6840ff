import { expect, test } from 'vitest';
import { decide, type Gesture, Recogniser } from './gesture.ts';

test.each([
  ['a flick up is the next', -30, -0.8, 1],
  ['a flick down is the one before', 30, 0.8, -1],
  ['a short slow drag goes back', -60, -0.1, 0],
  ['a long slow drag moves on', -200, -0.05, 1],
  ['a long drag thrown back stays', -200, 0.9, 0],
  ['a long drag down, held, is the one before', 190, 0, -1],
] as const)('%s', (_, dy, speed, step) => {
  expect(decide(dy, speed, 800)).toBe(step);
});

/** What the fingers do: at which millisecond, which finger, where. `*` begins on a button; `wait` is time alone. */
type Do =
  | readonly ['down' | 'down*' | 'move' | 'up', at: number, finger: number, x: number, y: number]
  | readonly ['cancel', at: number, finger: number]
  | readonly ['wait', at: number];

function say(gesture: Gesture): string {
  switch (gesture.is) {
    case 'double-tap':
      return `double-tap ${gesture.x},${gesture.y}`;
    case 'drag':
      return `drag ${gesture.dy}`;
    case 'release':
      return `release ${gesture.step}`;
    default:
      return gesture.is;
  }
}

function meant(what: readonly Do[]): string[] {
  const told: string[] = [];
  const recogniser = new Recogniser(
    () => 800,
    (gesture) => told.push(say(gesture)),
  );
  const clock = (until: number) => {
    for (let due = recogniser.due; due !== undefined && due <= until; due = recogniser.due) recogniser.tick(due);
  };
  for (const step of what) {
    clock(step[1]);
    if (step[0] === 'wait') continue;
    if (step[0] === 'cancel') {
      recogniser.cancel(step[2]);
      continue;
    }
    const [kind, at, id, x, y] = step;
    if (kind === 'move') recogniser.move({ id, x, y, at });
    else if (kind === 'up') recogniser.up({ id, x, y, at });
    else recogniser.down({ id, x, y, at }, kind === 'down*');
  }
  clock(Number.POSITIVE_INFINITY);
  return told;
}

const table: readonly (readonly [string, readonly Do[], readonly string[]])[] = [
  [
    'a tap',
    [
      ['down', 0, 1, 100, 500],
      ['up', 80, 1, 102, 503],
    ],
    ['tap'],
  ],
  [
    'a slow tap',
    [
      ['down', 0, 1, 100, 500],
      ['up', 390, 1, 100, 500],
    ],
    ['tap'],
  ],
  [
    'a double tap, and no pause',
    [
      ['down', 0, 1, 100, 500],
      ['up', 60, 1, 100, 500],
      ['down', 180, 2, 110, 508],
      ['up', 240, 2, 110, 508],
    ],
    ['double-tap 110,508'],
  ],
  [
    'three quick taps are two hearts',
    [
      ['down', 0, 1, 100, 500],
      ['up', 60, 1, 100, 500],
      ['down', 180, 2, 104, 500],
      ['up', 240, 2, 104, 500],
      ['down', 360, 3, 108, 500],
      ['up', 420, 3, 108, 500],
    ],
    ['double-tap 104,500', 'double-tap 108,500'],
  ],
  [
    'two slow taps',
    [
      ['down', 0, 1, 100, 500],
      ['up', 60, 1, 100, 500],
      ['down', 500, 2, 100, 500],
      ['up', 560, 2, 100, 500],
    ],
    ['tap', 'tap'],
  ],
  [
    'two quick taps far apart',
    [
      ['down', 0, 1, 100, 500],
      ['up', 60, 1, 100, 500],
      ['down', 150, 2, 300, 200],
      ['up', 200, 2, 300, 200],
    ],
    ['tap', 'tap'],
  ],
  [
    'a tap on a button is the button’s',
    [
      ['down*', 0, 1, 100, 500],
      ['up', 80, 1, 100, 500],
    ],
    [],
  ],
  [
    'a hold, and letting go',
    [
      ['down', 0, 1, 100, 500],
      ['wait', 900],
      ['up', 1500, 1, 103, 505],
    ],
    ['hold', 'let-go'],
  ],
  [
    'a hold that the browser takes away',
    [
      ['down', 0, 1, 100, 500],
      ['wait', 900],
      ['cancel', 1000, 1],
    ],
    ['hold', 'let-go'],
  ],
  [
    'a hold whose finger wanders holds on',
    [
      ['down', 0, 1, 100, 500],
      ['wait', 450],
      ['move', 500, 1, 100, 400],
      ['up', 900, 1, 100, 300],
    ],
    ['hold', 'let-go'],
  ],
  [
    'a hold on a button is no hold',
    [
      ['down*', 0, 1, 100, 500],
      ['wait', 900],
      ['up', 1000, 1, 100, 500],
    ],
    [],
  ],
  [
    'a flick',
    [
      ['down', 0, 1, 100, 500],
      ['move', 16, 1, 100, 470],
      ['move', 32, 1, 100, 430],
      ['up', 40, 1, 100, 425],
    ],
    ['grab', 'drag -30', 'drag -70', 'release 1'],
  ],
  [
    'a flick so fast that no move is told',
    [
      ['down', 0, 1, 100, 500],
      ['up', 40, 1, 104, 380],
    ],
    ['grab', 'release 1'],
  ],
  [
    'a flick that begins on a button',
    [
      ['down*', 0, 1, 100, 500],
      ['move', 16, 1, 100, 530],
      ['up', 24, 1, 100, 560],
    ],
    ['grab', 'drag 30', 'release -1'],
  ],
  [
    'a drag that comes to rest goes back',
    [
      ['down', 0, 1, 100, 500],
      ['move', 100, 1, 100, 450],
      ['move', 300, 1, 100, 440],
      ['up', 500, 1, 100, 440],
    ],
    ['grab', 'drag -50', 'drag -60', 'release 0'],
  ],
  [
    'sideways is the browser’s',
    [
      ['down', 0, 1, 100, 500],
      ['move', 16, 1, 140, 505],
      ['up', 40, 1, 200, 300],
    ],
    [],
  ],
  [
    'a drag that the browser takes away goes back',
    [
      ['down', 0, 1, 100, 500],
      ['move', 16, 1, 100, 460],
      ['cancel', 20, 1],
    ],
    ['grab', 'drag -40', 'release 0'],
  ],
  [
    'a pinch',
    [
      ['down', 0, 1, 100, 500],
      ['down', 20, 2, 200, 600],
      ['move', 40, 1, 100, 400],
      ['up', 60, 1, 100, 400],
    ],
    [],
  ],
  [
    'two thumbs that take turns keep both flicks',
    [
      ['down', 0, 1, 100, 500],
      ['move', 16, 1, 100, 440],
      ['down', 30, 2, 250, 500],
      ['up', 40, 1, 100, 420],
      ['move', 48, 2, 250, 440],
      ['up', 60, 2, 250, 400],
    ],
    ['grab', 'drag -60', 'release 1', 'grab', 'drag -60', 'release 1'],
  ],
  [
    'a tap and a swipe after it is a swipe',
    [
      ['down', 0, 1, 100, 500],
      ['up', 60, 1, 100, 500],
      ['down', 120, 2, 100, 500],
      ['move', 136, 2, 100, 440],
      ['up', 150, 2, 100, 420],
    ],
    ['grab', 'drag -60', 'release 1'],
  ],
];

test.each(table)('%s', (_, what, gestures) => {
  expect(meant(what)).toEqual(gestures);
});

test('a drag says all along what letting go would mean', () => {
  const steps: number[] = [];
  const recogniser = new Recogniser(
    () => 800,
    (gesture) => gesture.is === 'drag' && steps.push(gesture.step),
  );
  recogniser.down({ id: 1, x: 100, y: 500, at: 0 }, false);
  // Slowly, until it is far enough; and thrown back.
  for (const [at, y] of [
    [300, 470],
    [700, 420],
    [1200, 300],
    [1220, 330],
  ] as const) {
    recogniser.move({ id: 1, x: 100, y, at });
  }
  expect(steps).toEqual([0, 0, 1, 0]);
});
