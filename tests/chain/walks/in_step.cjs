// Runs the exported SCXML in an independent interpreter beside the machine: after every event of many random
// lives, both must be in the same states. Arguments: the program that prints the lives, the folder with
// node_modules. SODAN_SEED chooses other lives.
const { execFileSync } = require('child_process');
const { existsSync } = require('fs');
const { join, resolve } = require('path');

const [walks, npm] = process.argv.slice(2);
const library = join(resolve(npm), 'node_modules', '@scion-scxml', 'scxml');
if (!existsSync(library)) {
  console.log(`skipped: ${library} is missing; npm install in ${npm}`);
  process.exit(77);
}
const scxml = require(library);
const seed = process.env.SODAN_SEED ?? '20261005';
const printed = execFileSync(walks, [seed, '500', '80'], { maxBuffer: 1 << 28 });
const { scxml: document, kinds, lives } = JSON.parse(printed);

function live(model, steps, seen) {
  const interpreter = new scxml.core.Statechart(model);
  interpreter.start();
  steps.forEach((step, number) => {
    interpreter.gen({ name: step.event, data: step.data });
    const there = interpreter.getConfiguration().slice().sort().join(' ');
    const here = step.states.slice().sort().join(' ');
    if (there !== here)
      throw new Error(`seed ${seed}, event ${number + 1} ${JSON.stringify(step)}: machine ${here}, SCXML ${there}`);
    if (step.taken) seen.taken.add(step.event);
    else seen.refused.add(step.event);
    seen.steps += 1;
    step.states.forEach((state) => seen.states.add(state));
  });
}

// Anew for every life: a prepared model keeps its datamodel.
function prepared() {
  return new Promise((done, failed) =>
    scxml.documentStringToModel('chain.scxml', document, (broken, unprepared) =>
      broken ? failed(broken) : unprepared.prepare((unready, model) => (unready ? failed(unready) : done(model))),
    ),
  );
}

async function all() {
  const seen = { steps: 0, taken: new Set(), refused: new Set(), states: new Set() };
  for (const steps of lives) live(await prepared(), steps, seen);
  console.log(
    `seed ${seed}: ${seen.steps} events in step, ${seen.taken.size} kinds taken, ` +
      `${seen.refused.size} kinds refused, ${seen.states.size} states`,
  );
  if (seen.taken.size !== kinds || seen.states.size !== 27)
    throw new Error('the lives did not meet every event and every state: choose more of them');
}

all().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
