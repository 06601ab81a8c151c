"""What this computer remembers, outside of what is shared: answers, facts, keys, pins.

Each thing is remembered under the contents that it follows from, sealed with a key of the user that lies outside all
repositories; `--no-cache` gives the same bytes of output.

- The last output of a command that only shows (`memo`, in `.git/qms/memo`): as long as no file of the work tree (name,
  times, size, number, ignored ones too), no ref, no setting of git, program, environment, terminal or day has changed.
- What commits contain, of which document and revision each text of history is (`cache`, in `.git/qms/cache.sqlite`):
  for ever, it follows from the bytes of a commit or a text. An interrupted first run goes on where it stopped.
- Codes, references, type and level of every text, and of which document each ledger is (`files.on_demand`): on disk
  for the same name, times, size and number of the file, in a commit for the same object; the same settings and qms.
- What lists show of each document (`actions.documents.glance`): for the same name, times, size and number of its text
  and its ledger, the same settings and qms; until the day on which an act comes into force.
- The versions of each document (`actions.changes.versions_of`): since the last whole check in the same clone under the
  same settings commits have followed in one line and edited texts of the document in their places.
- What the rules that look at one document alone found in it (`actions.checking.alone`): for the same text, settings and
  tables, the same qms.
- What `qms.yaml`, tables and registers were read as, where nothing was wrong with them (`yaml.kept`, in the cache
  folder of the user): for ever, under the hash of the text, its path and the reader.
- The findings of the last whole check (`actions.checking.recheck`): as long as only bodies of texts and the numbers of
  their revisions have changed, and ledgers went on, and nobody has asked how far these documents are.
"""
