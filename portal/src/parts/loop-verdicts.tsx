import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import type { Qualification } from '../../../src/articles/dsl/qualification/qualify-loop.ts';
import type { LoopMakeup } from '../../../src/network/plant/loop-makeup.ts';
import { useDecision } from '../api/use-decision.ts';
import { grouped } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { TableFrame } from './page.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Answer } from './states.tsx';
import { Verdict } from './verdict.tsx';

/** What each technology may expect of a loop, with every reason. */
export function LoopVerdicts({
  makeup,
  technologies,
}: {
  makeup: LoopMakeup;
  technologies: readonly Qualification[];
}) {
  const [why, setWhy] = useState<Qualification>();
  return (
    <>
      <TableFrame label="What the loop will carry">
        <table className="table">
          <caption className="visually-hidden">What the loop will carry, by technology</caption>
          <thead>
            <tr>
              <th scope="col">Technology</th>
              <th scope="col">Answer</th>
              <th scope="col" className="number">
                Longest, equivalent feet
              </th>
              <th scope="col">What stands against it</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {technologies.map((one) => (
              <tr key={one.technology}>
                <th scope="row">{one.name}</th>
                <td>
                  <Verdict of={one.verdict} short />
                </td>
                <td className="number">
                  {one.mostEquivalentFeet === undefined ? 'any' : grouped(one.mostEquivalentFeet)}
                </td>
                <td>
                  {one.reasons.length === 0 ? (
                    <span className="dim">Nothing</span>
                  ) : (
                    <ul className="loop-reasons">
                      {one.reasons.map(({ rule, sentence, clause }) => (
                        <li key={rule}>
                          {sentence} <ClauseLink citation={clause} />
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
                <td>
                  <Button size="compact-xs" variant="default" onClick={() => setWhy(one)}>
                    Why<span className="visually-hidden"> {one.name}</span>
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <Drawer
        opened={why !== undefined}
        onClose={() => setWhy(undefined)}
        position="right"
        size="min(46rem, 100vw)"
        lockScroll={false}
        title={why === undefined ? '' : `Why ${why.name} is ${why.verdict}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
        transitionProps={{ duration: 0 }}
      >
        {why === undefined ? null : <Why makeup={makeup} technology={why.technology} />}
      </Drawer>
    </>
  );
}

function Why({ makeup, technology }: { makeup: LoopMakeup; technology: string }) {
  const receipt = useDecision('loop-qualification', { makeup, technology });
  return <Answer query={receipt}>{(data) => <ReceiptTree receipt={data} />}</Answer>;
}
