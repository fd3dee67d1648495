-- ${message}
--
-- the way back of ${up_revision}

${downgrades}
