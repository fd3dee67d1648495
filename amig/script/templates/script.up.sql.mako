-- ${message}
--
-- Create Date: ${create_date}
--
-- revision: ${up_revision}
-- parents: ${comma(down_revision) or "none"}
% if branch_labels:
-- branch_labels: ${comma(branch_labels)}
% endif
% if depends_on:
-- depends_on: ${comma(depends_on)}
% endif

${upgrades}
