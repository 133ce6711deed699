// Every day from 2007 to 2050: the holidays that Sodan computes from the law are those of @holiday-jp/holiday_jp,
// which lists them from the Cabinet Office's own data and the law.
// Usage: node holidays_test.cjs PROGRAM. Exit 77: skipped, because `npm ci` has not been run here.
const { execFileSync } = require("node:child_process");

let listed;
try {
  listed = require("@holiday-jp/holiday_jp").holidays;
} catch {
  console.log("skipped: @holiday-jp/holiday_jp is not installed; run `npm ci` in tests/npm");
  process.exit(77);
}

const computed = new Set(execFileSync(process.argv[2], { encoding: "utf8" }).trim().split("\n"));
const differences = [];
let days = 0;
for (let day = Date.UTC(2007, 0, 1); day <= Date.UTC(2050, 11, 31); day += 86_400_000, ++days) {
  const date = new Date(day).toISOString().slice(0, 10);
  if (computed.has(date) !== date in listed)
    differences.push(`${date}: ${computed.has(date) ? "computed, not listed" : `listed as ${listed[date].name}, not computed`}`);
}
console.log(`${days} days, ${computed.size} holidays computed, ${differences.length} differences`);
for (const difference of differences) console.log(difference);
process.exit(differences.length === 0 && days === 16_071 && computed.size > 700 ? 0 : 1);
