package dev.slipway.ledger.backup;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the line's backups. */
@ApplicationScoped
@Transactional
public class BackupService {

    @Inject
    BackupRepository backups;

    @Inject
    Clock clock;

    /** Stores a report on a backup. */
    void store(@NotNull @Valid ReportBackupRequest report) {
        if (report.provenAt() != null && report.snapshot() == null) {
            throw ProblemException.invalid(List.of(new Violation("snapshot", "must be there with provenAt")));
        }
        Instant now = clock.instant();
        backups.store(Uuid7.at(now), report, now);
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    List<Backup> newestFirst(@Nullable Cursor after, int limit) {
        return backups.newestFirst(after, limit);
    }
}
