// Lighthouse on several pages in one process, a line of JSON each: node lighthouse.mjs PORT CATEGORIES SKIPPED URL...
import lighthouse from 'lighthouse';

const [port, categories, skipped, ...urls] = process.argv.slice(2);
for (const url of urls) {
  const { lhr } = await lighthouse(url, {
    port: Number(port),
    logLevel: 'silent',
    onlyCategories: categories.split(','),
    skipAudits: skipped ? [skipped] : null,
    disableFullPageScreenshot: true,
  });
  console.log(JSON.stringify({ categories: lhr.categories, audits: lhr.audits, environment: lhr.environment }));
}
