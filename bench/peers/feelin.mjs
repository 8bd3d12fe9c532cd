// What feelin, the FEEL of bpmn-io's tools, reaches on the expression of expression_bench, on one thread of Node.
import { evaluate } from 'feelin';

const context = { amount: 150, customer: { name: 'Ada', vip: true } };
const measuredMs = 2000;

function measure(name, run) {
  for (const isWarm of [ false, true ]) {
    let count = 0;
    const begin = performance.now();
    while (performance.now() - begin < measuredMs) {
      for (let at = 0; at < 20; ++at, ++count) {
        if (run() !== true) throw new Error(`${name} gives the wrong value`);
      }
    }
    const seconds = (performance.now() - begin) / 1000;
    if (isWarm) console.log(`${name.padEnd(44)} ${Math.round(count / seconds).toString().padStart(10)} evaluations/s`);
  }
}

function value(answer) {
  return answer !== null && typeof answer === 'object' && 'value' in answer ? answer.value : answer;
}

measure('  feelin, parsed each time', () => value(evaluate('amount > 100 and customer.vip', context)));
