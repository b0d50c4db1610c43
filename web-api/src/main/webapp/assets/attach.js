/** Uploads evidence files, one after the other. */

import { Problem, apiPath, upload } from './api.js';
import { unfolding } from './dom.js';
import { field, form, input, select, submit } from './forms.js';
import { count, sentence } from './words.js';

const MEGABYTES = 20;

const KINDS = [
  ['', 'Detect from the file'],
  ['tests', 'Tests (JUnit or Surefire XML, or a zip of it)'],
  ['sbom', 'SBOM (CycloneDX)'],
  ['attestation', 'Attestation (in-toto)'],
];

/** A form for a release's evidence; `done(text)` is called after all files have been uploaded. */
export function attachForm(release, done) {
  const files = input('files', { type: 'file', multiple: true, required: true });
  const sending = form({
    name: 'Attach evidence',
    fields: [field('Files', files, 'JUnit or Surefire XML, also zipped; CycloneDX; in-toto. At most 20 MB a file.'), field('Kind', select('kind', KINDS))],
    buttons: [submit('Attach')],
    take: () => [...files.files],
    send: async ({ kind }, { taken: chosen }) => {
      if (!chosen.length) throw refusal('Choose at least one file');
      const large = chosen.filter(({ size }) => size > MEGABYTES * 1024 * 1024);
      if (large.length) throw refusal(`${quoted(large.map(({ name }) => name))}: more than ${MEGABYTES} MB`);
      const duplicates = [];
      let attached = 0;
      for (const file of chosen) {
        if (await send(file, kind, attached ? ` ${attached} of ${chosen.length} files ${attached === 1 ? 'is' : 'are'} attached so far.` : '')) attached += 1;
        else duplicates.push(file.name);
      }
      if (!attached) throw refusal(`${quoted(duplicates)}: evidence of this release already`);
      sending.reset();
      await done(`${count(attached, 'file')} attached${duplicates.length ? `, ${duplicates.length} ${duplicates.length === 1 ? 'was' : 'were'} evidence already` : ''}`);
    },
  });

  /**
   * Whether the file was attached. A duplicate is not an error: an earlier attempt may have failed at a later file. The
   * ledger rejects a file of another kind than chosen before it looks for duplicates.
   */
  async function send(file, kind, soFar) {
    try {
      await upload(apiPath(`releases/${release.id}/evidence`, { name: file.name, kind }), file);
      return true;
    } catch (error) {
      if (soFar) error.sent = 'What was attached so far stays';
      if (!(error instanceof Problem) || error.needsLogin) throw error;
      if (error.type === 'evidence-exists') return false;
      const why = error.errors.map(({ field: where, detail }) => sentence(detail, where));
      const said = [error.message, why.length ? '' : error.detail].filter(Boolean).map((each) => sentence(each));
      throw refusal(`${quoted([file.name])}: ${[...said, ...why].join(' ')}${soFar}`);
    }
  }

  return unfolding('Attach evidence', sending);
}

/** Names of files, which may begin with any word. */
function quoted(names) {
  return names.map((name) => `“${name}”`).join(', ');
}

function refusal(detail) {
  return new Problem(400, 'Not attached', detail, { errors: [{ field: 'files', detail }] });
}
