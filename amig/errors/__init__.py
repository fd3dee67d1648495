"""Every error amig raises, in one tree. Imports nothing of amig.

    AmigError
    ├── ConfigError                  exit 2
    │   ├── NoConfigError            BadConfigError          UnknownOptionError
    │   ├── UnreadableConfigError    UnknownTemplateError    BadHookError
    │   ├── MissingVariableError     BadUrlError             MissingDriverError
    │   ├── NoAlembicError           HalfAlembicError        ConfiguredAlreadyError
    │   ├── CannotCheckError         UnwritableProjectError  NoDatabaseError
    │   ├── UnknownDatabaseError     ExclusiveError          BadCallError            TwoConfigsError
    │   └── UnknownTopicError
    ├── ScriptError                  the files on disk
    │   ├── NoMigrationsError        FolderNotEmptyError     BadScriptError
    │   ├── MissingHeaderError       DuplicateRevisionError  MissingParentError
    │   ├── CycleError               BadRevisionIdError      UnawaitedError
    │   ├── UnwritableError          BadLabelError           ReplacedTwiceError
    │   ├── BadFileTemplateError     VersionPathError        HookFailedError
    │   └── UnwritableOutputError
    ├── TargetError                  exit 2
    │   ├── BadTargetError           UnknownTargetError      AmbiguousTargetError
    │   ├── NoSuchBranchError        NotInBranchError        OverlapError
    │   ├── MultipleHeadsError       TooFarError             NotOnTheWayError
    │   ├── InsideReplacedError      NotAHeadError           NothingToMergeError
    │   └── EmptyRangeError          UnknownFormatError      NotInRangeError
    ├── HeadsError                   several heads, and joining them
    │   ├── SeveralHeadsError        HeadsFileError          exit 3
    │   ├── UnclearHeadsError        OursUnknownError        AllOursError            exit 2
    │   ├── NoneOursError            PublishedMoveError      AppliedMoveError
    │   └── StrandedError            UnaskedDatabaseError    UneditableError
    ├── OperationError               what a script asked for
    │   ├── IrreversibleError        UnsupportedError        BadOperationError
    │   ├── OutsideMigrationError    SealedError             MixedRevisionError
    │   ├── OfflineError             ForeignTransactionError UnrenderableError
    │   └── RebuildRefusedError      DestructiveError        BlockingEngineError
    ├── AutogenError                 comparing with the models
    │   ├── NoMetadataError          ImportFailedError       UnknownPluginError      exit 2
    │   ├── TwoTablesError           EmptyTableError         SameNameError
    │   ├── CallableFailedError      UnwritableModelError
    │   └── NotAtHeadError           exit 3
    ├── EntityError                  what `amig.entities` was given
    │   └── BadEntityError           DuplicateEntityError
    ├── PlanError                    what `--plan` names
    │   └── BadPlanError             PlanMovedError
    ├── ProofError                   what was tried on a scratch database
    │   ├── NoScratchError           ForeignDatabaseError    UnprovenError
    │   └── SquashError
    │       ├── NotALineError        DataStepsError          NoDataStepError         exit 2
    │       └── UnsquashableError    UnequalPathsError
    ├── SnapshotError                the file that makes a database as the revisions do
    │   ├── NoSnapshotError          exit 2
    │   ├── BadSnapshotError         StaleSnapshotError      UnsteadyError
    │   └── UnequalSnapshotError     TooManyRowsError        RowsInACircleError
    ├── BackfillError                data that is changed in batches
    │   ├── BackfillNotAppliedError  BackfillUnfinishedError BackfillFailedError
    │   ├── BackfillStuckError       BadCursorError          EditedBackfillError
    │   └── NoBackfillError          exit 2
    ├── FleetError                   many databases at once
    │   ├── NoTenantsError           BadWaveError            exit 2
    │   ├── BadClusterError          NoDaskError             exit 2
    │   ├── NoClusterError           WorkerDiffersError      WorkerFailedError
    │   ├── LostBatchError
    │   ├── BadTenantError           TenantSourceError       DuplicateTenantError
    │   ├── GoneTenantError          NoSchemaError           TenantTimeoutError
    │   ├── NeedsSharedError         SharedTableError        FleetLedError
    │   ├── LostLeadError            NoFleetRunError         PooledTenantError
    │   ├── UnknownRunError          exit 2
    │   ├── UnlistedTenantError      exit 2
    │   └── TakenPlaceError          ProvisionError          LeftoverError           EnsureTimeoutError
    ├── ProjectTestError             what users test their migrations with
    │   ├── CheckFailedError         OutsideScratchError     NoSyncDriverError
    │   └── ReplicaError
    ├── EnvError                     env.py
    ├── EditorError                  what `amig edit` opens files with
    ├── StartupError                 an application that starts
    │   ├── BehindError              AheadError              StartupDeadlineError
    │   └── StartupStoppedError      BadStartupError         exit 2
    └── DatabaseError                what the server said or holds
        ├── UnreachableError         UnknownRevisionError    ConcurrentChangeError
        ├── LockTimeoutError         CancelledRunError       LostSessionError
        ├── StepFailedError          BookkeepingError        RowsLostError
        ├── LedgerRefusedError       NewerLedgerError        EditedRevisionError
        ├── NoLedgerError           InterruptedRevisionError
        ├── UnclearStatementError   CannotResumeError       StatementChangedError
        ├── NotInterruptedError
        ├── NoLedgerError            CatalogueError          NotAttachedError
        ├── ConnectionLostError      UnansweredError         CommitLostError
        ├── ForeignKeysBrokenError   ReplacedRevisionError
        ├── LeaseLostError           LeaseRefusedError       LockRefusedError
        └── FileLockRefusedError

An error takes fields and makes its own sentence from `says`: lower case, the subject named and quoted,
what is so, no full stop. `hint` says what to do next. `code` is made from the class's name and never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.errors.adopt import CannotCheckError as CannotCheckError
    from amig.errors.adopt import ConfiguredAlreadyError as ConfiguredAlreadyError
    from amig.errors.adopt import HalfAlembicError as HalfAlembicError
    from amig.errors.adopt import NoAlembicError as NoAlembicError
    from amig.errors.adopt import UnwritableProjectError as UnwritableProjectError
    from amig.errors.autogen import AutogenError as AutogenError
    from amig.errors.autogen import CallableFailedError as CallableFailedError
    from amig.errors.autogen import EmptyTableError as EmptyTableError
    from amig.errors.autogen import ImportFailedError as ImportFailedError
    from amig.errors.autogen import NoMetadataError as NoMetadataError
    from amig.errors.autogen import NotAtHeadError as NotAtHeadError
    from amig.errors.autogen import SameNameError as SameNameError
    from amig.errors.autogen import TwoTablesError as TwoTablesError
    from amig.errors.autogen import UnknownPluginError as UnknownPluginError
    from amig.errors.autogen import UnwritableModelError as UnwritableModelError
    from amig.errors.backfill import BackfillError as BackfillError
    from amig.errors.backfill import BackfillFailedError as BackfillFailedError
    from amig.errors.backfill import BackfillNotAppliedError as BackfillNotAppliedError
    from amig.errors.backfill import BackfillStuckError as BackfillStuckError
    from amig.errors.backfill import BackfillUnfinishedError as BackfillUnfinishedError
    from amig.errors.backfill import BadCursorError as BadCursorError
    from amig.errors.backfill import EditedBackfillError as EditedBackfillError
    from amig.errors.backfill import NoBackfillError as NoBackfillError
    from amig.errors.base import AmigError as AmigError
    from amig.errors.base import error as error
    from amig.errors.base import listed as listed
    from amig.errors.config import BadCallError as BadCallError
    from amig.errors.config import BadConfigError as BadConfigError
    from amig.errors.config import BadHookError as BadHookError
    from amig.errors.config import BadUrlError as BadUrlError
    from amig.errors.config import ConfigError as ConfigError
    from amig.errors.config import EditorError as EditorError
    from amig.errors.config import EnvError as EnvError
    from amig.errors.config import ExclusiveError as ExclusiveError
    from amig.errors.config import MissingDriverError as MissingDriverError
    from amig.errors.config import MissingVariableError as MissingVariableError
    from amig.errors.config import NoConfigError as NoConfigError
    from amig.errors.config import NoDatabaseError as NoDatabaseError
    from amig.errors.config import TwoConfigsError as TwoConfigsError
    from amig.errors.config import UnknownDatabaseError as UnknownDatabaseError
    from amig.errors.config import UnknownOptionError as UnknownOptionError
    from amig.errors.config import UnknownTemplateError as UnknownTemplateError
    from amig.errors.config import UnknownTopicError as UnknownTopicError
    from amig.errors.config import UnreadableConfigError as UnreadableConfigError
    from amig.errors.database import BookkeepingError as BookkeepingError
    from amig.errors.database import CancelledRunError as CancelledRunError
    from amig.errors.database import CatalogueError as CatalogueError
    from amig.errors.database import CommitLostError as CommitLostError
    from amig.errors.database import ConcurrentChangeError as ConcurrentChangeError
    from amig.errors.database import ConnectionLostError as ConnectionLostError
    from amig.errors.database import DatabaseError as DatabaseError
    from amig.errors.database import FileLockRefusedError as FileLockRefusedError
    from amig.errors.database import ForeignKeysBrokenError as ForeignKeysBrokenError
    from amig.errors.database import LeaseLostError as LeaseLostError
    from amig.errors.database import LeaseRefusedError as LeaseRefusedError
    from amig.errors.database import LockRefusedError as LockRefusedError
    from amig.errors.database import LockTimeoutError as LockTimeoutError
    from amig.errors.database import LostSessionError as LostSessionError
    from amig.errors.database import NotAttachedError as NotAttachedError
    from amig.errors.database import ReplacedRevisionError as ReplacedRevisionError
    from amig.errors.database import RowsLostError as RowsLostError
    from amig.errors.database import StepFailedError as StepFailedError
    from amig.errors.database import UnansweredError as UnansweredError
    from amig.errors.database import UnknownRevisionError as UnknownRevisionError
    from amig.errors.database import UnreachableError as UnreachableError
    from amig.errors.entity import BadEntityError as BadEntityError
    from amig.errors.entity import DuplicateEntityError as DuplicateEntityError
    from amig.errors.entity import EntityError as EntityError
    from amig.errors.fleet import BadClusterError as BadClusterError
    from amig.errors.fleet import BadTenantError as BadTenantError
    from amig.errors.fleet import BadWaveError as BadWaveError
    from amig.errors.fleet import DuplicateTenantError as DuplicateTenantError
    from amig.errors.fleet import FleetError as FleetError
    from amig.errors.fleet import FleetLedError as FleetLedError
    from amig.errors.fleet import GoneTenantError as GoneTenantError
    from amig.errors.fleet import LostBatchError as LostBatchError
    from amig.errors.fleet import LostLeadError as LostLeadError
    from amig.errors.fleet import NeedsSharedError as NeedsSharedError
    from amig.errors.fleet import NoClusterError as NoClusterError
    from amig.errors.fleet import NoDaskError as NoDaskError
    from amig.errors.fleet import NoFleetRunError as NoFleetRunError
    from amig.errors.fleet import NoSchemaError as NoSchemaError
    from amig.errors.fleet import NoTenantsError as NoTenantsError
    from amig.errors.fleet import PooledTenantError as PooledTenantError
    from amig.errors.fleet import SharedTableError as SharedTableError
    from amig.errors.fleet import TenantSourceError as TenantSourceError
    from amig.errors.fleet import TenantTimeoutError as TenantTimeoutError
    from amig.errors.fleet import UnknownRunError as UnknownRunError
    from amig.errors.fleet import WorkerDiffersError as WorkerDiffersError
    from amig.errors.fleet import WorkerFailedError as WorkerFailedError
    from amig.errors.heads import AllOursError as AllOursError
    from amig.errors.heads import AppliedMoveError as AppliedMoveError
    from amig.errors.heads import HeadsError as HeadsError
    from amig.errors.heads import HeadsFileError as HeadsFileError
    from amig.errors.heads import NoneOursError as NoneOursError
    from amig.errors.heads import OursUnknownError as OursUnknownError
    from amig.errors.heads import PublishedMoveError as PublishedMoveError
    from amig.errors.heads import SeveralHeadsError as SeveralHeadsError
    from amig.errors.heads import StrandedError as StrandedError
    from amig.errors.heads import UnaskedDatabaseError as UnaskedDatabaseError
    from amig.errors.heads import UnclearHeadsError as UnclearHeadsError
    from amig.errors.heads import UneditableError as UneditableError
    from amig.errors.ledger import EditedRevisionError as EditedRevisionError
    from amig.errors.ledger import LedgerRefusedError as LedgerRefusedError
    from amig.errors.ledger import NewerLedgerError as NewerLedgerError
    from amig.errors.ledger import NoLedgerError as NoLedgerError
    from amig.errors.operation import BadOperationError as BadOperationError
    from amig.errors.operation import DestructiveError as DestructiveError
    from amig.errors.operation import ForeignTransactionError as ForeignTransactionError
    from amig.errors.operation import IrreversibleError as IrreversibleError
    from amig.errors.operation import MixedRevisionError as MixedRevisionError
    from amig.errors.operation import OfflineError as OfflineError
    from amig.errors.operation import OperationError as OperationError
    from amig.errors.operation import OutsideMigrationError as OutsideMigrationError
    from amig.errors.operation import RebuildRefusedError as RebuildRefusedError
    from amig.errors.operation import SealedError as SealedError
    from amig.errors.operation import UnrenderableError as UnrenderableError
    from amig.errors.operation import UnsupportedError as UnsupportedError
    from amig.errors.plan import BadPlanError as BadPlanError
    from amig.errors.plan import PlanError as PlanError
    from amig.errors.plan import PlanMovedError as PlanMovedError
    from amig.errors.proof import DataStepsError as DataStepsError
    from amig.errors.proof import ForeignDatabaseError as ForeignDatabaseError
    from amig.errors.proof import NoDataStepError as NoDataStepError
    from amig.errors.proof import NoScratchError as NoScratchError
    from amig.errors.proof import NotALineError as NotALineError
    from amig.errors.proof import ProofError as ProofError
    from amig.errors.proof import SquashError as SquashError
    from amig.errors.proof import UnequalPathsError as UnequalPathsError
    from amig.errors.proof import UnprovenError as UnprovenError
    from amig.errors.proof import UnsquashableError as UnsquashableError
    from amig.errors.provision import EnsureTimeoutError as EnsureTimeoutError
    from amig.errors.provision import LeftoverError as LeftoverError
    from amig.errors.provision import ProvisionError as ProvisionError
    from amig.errors.provision import TakenPlaceError as TakenPlaceError
    from amig.errors.provision import UnlistedTenantError as UnlistedTenantError
    from amig.errors.resume import CannotResumeError as CannotResumeError
    from amig.errors.resume import InterruptedRevisionError as InterruptedRevisionError
    from amig.errors.resume import NotInterruptedError as NotInterruptedError
    from amig.errors.resume import StatementChangedError as StatementChangedError
    from amig.errors.resume import UnclearStatementError as UnclearStatementError
    from amig.errors.script import BadFileTemplateError as BadFileTemplateError
    from amig.errors.script import BadLabelError as BadLabelError
    from amig.errors.script import BadRevisionIdError as BadRevisionIdError
    from amig.errors.script import BadScriptError as BadScriptError
    from amig.errors.script import CycleError as CycleError
    from amig.errors.script import DuplicateRevisionError as DuplicateRevisionError
    from amig.errors.script import FolderNotEmptyError as FolderNotEmptyError
    from amig.errors.script import HookFailedError as HookFailedError
    from amig.errors.script import MissingHeaderError as MissingHeaderError
    from amig.errors.script import MissingParentError as MissingParentError
    from amig.errors.script import NoMigrationsError as NoMigrationsError
    from amig.errors.script import ReplacedTwiceError as ReplacedTwiceError
    from amig.errors.script import ScriptError as ScriptError
    from amig.errors.script import UnawaitedError as UnawaitedError
    from amig.errors.script import UnwritableError as UnwritableError
    from amig.errors.script import UnwritableOutputError as UnwritableOutputError
    from amig.errors.script import VersionPathError as VersionPathError
    from amig.errors.snapshot import BadSnapshotError as BadSnapshotError
    from amig.errors.snapshot import NoSnapshotError as NoSnapshotError
    from amig.errors.snapshot import RowsInACircleError as RowsInACircleError
    from amig.errors.snapshot import SnapshotError as SnapshotError
    from amig.errors.snapshot import StaleSnapshotError as StaleSnapshotError
    from amig.errors.snapshot import TooManyRowsError as TooManyRowsError
    from amig.errors.snapshot import UnequalSnapshotError as UnequalSnapshotError
    from amig.errors.snapshot import UnsteadyError as UnsteadyError
    from amig.errors.startup import AheadError as AheadError
    from amig.errors.startup import BadStartupError as BadStartupError
    from amig.errors.startup import BehindError as BehindError
    from amig.errors.startup import BlockingEngineError as BlockingEngineError
    from amig.errors.startup import StartupDeadlineError as StartupDeadlineError
    from amig.errors.startup import StartupError as StartupError
    from amig.errors.startup import StartupStoppedError as StartupStoppedError
    from amig.errors.target import AmbiguousTargetError as AmbiguousTargetError
    from amig.errors.target import BadTargetError as BadTargetError
    from amig.errors.target import EmptyRangeError as EmptyRangeError
    from amig.errors.target import InsideReplacedError as InsideReplacedError
    from amig.errors.target import MultipleHeadsError as MultipleHeadsError
    from amig.errors.target import NoSuchBranchError as NoSuchBranchError
    from amig.errors.target import NotAHeadError as NotAHeadError
    from amig.errors.target import NothingToMergeError as NothingToMergeError
    from amig.errors.target import NotInBranchError as NotInBranchError
    from amig.errors.target import NotInRangeError as NotInRangeError
    from amig.errors.target import NotOnTheWayError as NotOnTheWayError
    from amig.errors.target import OverlapError as OverlapError
    from amig.errors.target import TargetError as TargetError
    from amig.errors.target import TooFarError as TooFarError
    from amig.errors.target import UnknownFormatError as UnknownFormatError
    from amig.errors.target import UnknownTargetError as UnknownTargetError
    from amig.errors.testing import CheckFailedError as CheckFailedError
    from amig.errors.testing import NoSyncDriverError as NoSyncDriverError
    from amig.errors.testing import OutsideScratchError as OutsideScratchError
    from amig.errors.testing import ProjectTestError as ProjectTestError
    from amig.errors.testing import ReplicaError as ReplicaError

_NAMES = {
    "adopt": "CannotCheckError ConfiguredAlreadyError HalfAlembicError NoAlembicError UnwritableProjectError",
    "autogen": (
        "AutogenError CallableFailedError EmptyTableError ImportFailedError NoMetadataError NotAtHeadError "
        "SameNameError TwoTablesError UnknownPluginError UnwritableModelError"
    ),
    "backfill": (
        "BackfillError BackfillFailedError BackfillNotAppliedError BackfillStuckError BackfillUnfinishedError "
        "BadCursorError EditedBackfillError NoBackfillError"
    ),
    "base": "AmigError error listed",
    "config": (
        "BadCallError BadConfigError BadHookError BadUrlError ConfigError EditorError EnvError ExclusiveError "
        "MissingDriverError MissingVariableError NoConfigError NoDatabaseError TwoConfigsError "
        "UnknownDatabaseError UnknownOptionError UnknownTemplateError UnknownTopicError UnreadableConfigError"
    ),
    "database": (
        "BookkeepingError CancelledRunError CatalogueError CommitLostError ConcurrentChangeError "
        "ConnectionLostError DatabaseError FileLockRefusedError ForeignKeysBrokenError LeaseLostError "
        "LeaseRefusedError LockRefusedError LockTimeoutError LostSessionError NotAttachedError "
        "ReplacedRevisionError RowsLostError StepFailedError UnansweredError UnknownRevisionError "
        "UnreachableError"
    ),
    "entity": "BadEntityError DuplicateEntityError EntityError",
    "fleet": (
        "BadClusterError BadTenantError BadWaveError DuplicateTenantError FleetError FleetLedError "
        "GoneTenantError LostBatchError LostLeadError NeedsSharedError NoClusterError NoDaskError "
        "NoFleetRunError NoSchemaError NoTenantsError PooledTenantError SharedTableError TenantSourceError "
        "TenantTimeoutError UnknownRunError WorkerDiffersError WorkerFailedError"
    ),
    "heads": (
        "AllOursError AppliedMoveError HeadsError HeadsFileError NoneOursError OursUnknownError "
        "PublishedMoveError SeveralHeadsError StrandedError UnaskedDatabaseError UnclearHeadsError "
        "UneditableError"
    ),
    "ledger": "EditedRevisionError LedgerRefusedError NewerLedgerError NoLedgerError",
    "operation": (
        "BadOperationError DestructiveError ForeignTransactionError IrreversibleError MixedRevisionError "
        "OfflineError OperationError OutsideMigrationError RebuildRefusedError SealedError UnrenderableError "
        "UnsupportedError"
    ),
    "plan": "BadPlanError PlanError PlanMovedError",
    "proof": (
        "DataStepsError ForeignDatabaseError NoDataStepError NoScratchError NotALineError ProofError "
        "SquashError UnequalPathsError UnprovenError UnsquashableError"
    ),
    "provision": "EnsureTimeoutError LeftoverError ProvisionError TakenPlaceError UnlistedTenantError",
    "resume": (
        "CannotResumeError InterruptedRevisionError NotInterruptedError StatementChangedError UnclearStatementError"
    ),
    "script": (
        "BadFileTemplateError BadLabelError BadRevisionIdError BadScriptError CycleError "
        "DuplicateRevisionError FolderNotEmptyError HookFailedError MissingHeaderError MissingParentError "
        "NoMigrationsError ReplacedTwiceError ScriptError UnawaitedError UnwritableError "
        "UnwritableOutputError VersionPathError"
    ),
    "snapshot": (
        "BadSnapshotError NoSnapshotError RowsInACircleError SnapshotError StaleSnapshotError "
        "TooManyRowsError UnequalSnapshotError UnsteadyError"
    ),
    "startup": (
        "AheadError BadStartupError BehindError BlockingEngineError StartupDeadlineError StartupError "
        "StartupStoppedError"
    ),
    "target": (
        "AmbiguousTargetError BadTargetError EmptyRangeError InsideReplacedError MultipleHeadsError "
        "NoSuchBranchError NotAHeadError NothingToMergeError NotInBranchError NotInRangeError "
        "NotOnTheWayError OverlapError TargetError TooFarError UnknownFormatError UnknownTargetError"
    ),
    "testing": "CheckFailedError NoSyncDriverError OutsideScratchError ProjectTestError ReplicaError",
}


def __getattr__(name: str) -> Any:
    """Import an error when it is asked for: to make all of them takes longer than a look at a database."""
    if (home := next((home for home, names in _NAMES.items() if name in names.split()), None)) is None:
        raise AttributeError(f"module 'amig.errors' has no attribute '{name}'")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"amig.errors.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *" ".join(_NAMES.values()).split()})
