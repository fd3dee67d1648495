"""Backfills: data that is too big for one transaction, changed in batches that can stop and go on."""

from amig.backfilling.keyset import update_batch as update_batch
