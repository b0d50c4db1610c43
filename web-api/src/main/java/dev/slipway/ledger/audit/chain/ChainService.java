package dev.slipway.ledger.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.platform.budget.BudgetService;
import dev.slipway.ledger.platform.dsse.Envelope;
import dev.slipway.ledger.platform.dsse.SigningKey;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.UnexpectedExceptionMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links rows of evidence to the chain, and signs its head. */
@ApplicationScoped
@Transactional
public class ChainService {
    /** The number of rows in one transaction, and in memory. */
    static final int ROWS = 1_000;

    private static final int HEADS = 100;

    /** Below httpd's timeout for the first byte of a response. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    ChainRepository chain;

    @Inject
    BudgetService budget;

    @Inject
    LedgerConfig config;

    @Inject
    Clock clock;

    private volatile @Nullable Instant scanned;
    private volatile @Nullable Instant unread;

    /** The tables that have unlinked rows which were made between two times. */
    List<SealedTable> unlinked(Instant since, Instant until) {
        return chain.unlinked(ChainPosition.at(since), ChainPosition.at(until));
    }

    /**
     * Links the next unlinked rows of a table between two positions, unless another worker is adding to the chain.
     *
     * @return where to continue; empty at the end of the table, or if all of it is linked but for recent rows
     */
    Turn seal(SealedTable table, ChainPosition after, ChainPosition until) {
        if (after.equals(ChainPosition.FIRST) && !hasUnlinked(table)) {
            return new Turn(true, Optional.empty());
        }
        return chain.tryLock() ? new Turn(true, sealed(table, after, until)) : new Turn(false, Optional.of(after));
    }

    /**
     * A turn at the chain.
     *
     * @param isExecuted false if another worker had the turn
     * @param next where to continue; empty at the end of the table
     */
    record Turn(boolean isExecuted, Optional<ChainPosition> next) {}

    private Optional<ChainPosition> sealed(SealedTable table, ChainPosition after, ChainPosition until) {
        List<ChainRepository.ScannedRow> rows = chain.rows(table, after, until, ROWS);
        if (rows.stream().anyMatch(row -> row.text() != null)) {
            link(table, rows);
        }
        return rows.size() < ROWS
                ? Optional.empty()
                : Optional.of(rows.get(ROWS - 1).position());
    }

    /**
     * Links the steps of requests that were made before a scan's start, but carried out since, unless another worker is adding
     * to the chain.
     */
    void sealSteps(Instant since) {
        if (!chain.tryLock()) {
            return;
        }
        List<ChainRepository.ScannedRow> rows = chain.unlinkedSteps(since, ROWS);
        if (!rows.isEmpty()) {
            link(SealedTable.DEPLOYMENT_REQUEST_STEP, rows);
        }
    }

    private void link(SealedTable table, List<ChainRepository.ScannedRow> rows) {
        Tip tip = chain.tip().orElse(new Tip(0, Link.NONE));
        ArrayNode links = Json.mapper().createArrayNode();
        for (ChainRepository.ScannedRow row : rows) {
            String at = row.at();
            String text = row.text();
            if (at != null && text != null) {
                Link link = Link.behind(
                        tip.hash(), tip.position() + 1, table.table(), row.id(table), at, table.format(), text);
                tip = new Tip(link.position(), link.hash());
                links.add(node(link));
            }
        }
        chain.add(links.toString(), clock.instant());
        sign(key(), false);
    }

    private static ObjectNode node(Link link) {
        return Json.mapper()
                .createObjectNode()
                .put("position", link.position())
                .put("name", link.table())
                .put("row_id", link.rowId())
                .put("row_number", link.rowNumber())
                .put("format", link.format())
                .put("at", link.at())
                .put("digest", link.digest())
                .put("hash", link.hash());
    }

    /** Signs the chain's head if that is due, unless another worker is adding to the chain. */
    void signIfDue() {
        if (chain.tryLock()) {
            sign(key(), false);
        }
    }

    /** Records that a scan of all rows which began then has finished on this worker. */
    void scanned(Instant begun) {
        scanned = begun;
    }

    /** Records from when on there may be rows that this worker's scans of recent rows have not read. */
    void read(Instant until) {
        unread = until;
    }

    /**
     * Links the unlinked rows and signs the chain's head, whether or not it is due. If this worker has scanned all
     * rows, this reads only those that its later scans of recent rows may have missed.
     *
     * @throws ProblemException if there are more rows than can be linked while a client waits
     */
    public Optional<Tip> close(SigningKey key) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            limit(end);
            chain.lock();
            Instant now = clock.instant();
            boolean isScanned = ScanSchedule.isRecentEnough(scanned, now);
            Instant read = unread;
            Instant recent = read == null ? ScanSchedule.open(now) : read;
            for (SealedTable table : SealedTable.values()) {
                Instant since = table.condition().isEmpty() ? recent : ScanSchedule.claimed(recent);
                link(table, ChainPosition.at(since), end);
                if (!isScanned && hasUnlinked(table, end)) {
                    link(table, ChainPosition.FIRST, end);
                }
            }
            linkSteps(ScanSchedule.claimed(recent), end);
            return sign(key, true);
        } catch (PersistenceException e) {
            if (UnexpectedExceptionMapper.isCanceled(e)) {
                throw tooBusy();
            }
            throw e;
        }
    }

    private boolean hasUnlinked(SealedTable table, long end) {
        limit(end);
        return hasUnlinked(table);
    }

    /** Whether a table has unlinked rows besides recent ones, which always exist and are linked by the scans. */
    private boolean hasUnlinked(SealedTable table) {
        Instant now = clock.instant();
        return chain.hasUnlinked(
                table, ChainPosition.at(ScanSchedule.open(now)), ChainPosition.at(ScanSchedule.until(now)));
    }

    private void link(SealedTable table, ChainPosition from, long end) {
        Optional<ChainPosition> next = Optional.of(from);
        while (next.isPresent()) {
            limit(end);
            next = sealed(table, next.get(), ChainPosition.LAST);
        }
    }

    private void linkSteps(Instant since, long end) {
        List<ChainRepository.ScannedRow> rows;
        do {
            limit(end);
            rows = chain.unlinkedSteps(since, ROWS);
            if (!rows.isEmpty()) {
                link(SealedTable.DEPLOYMENT_REQUEST_STEP, rows);
            }
        } while (rows.size() == ROWS);
    }

    /** Makes PostgreSQL cancel statements that run past this time. */
    private void limit(long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.toMillis() <= 0) {
            throw tooBusy();
        }
        budget.begin(left);
    }

    private static ProblemException tooBusy() {
        return new ProblemException(
                ProblemType.TOO_BUSY,
                "Many rows are not in the audit chain yet, which an extract needs. They are being linked: try again in"
                        + " a few minutes.");
    }

    private Optional<Tip> sign(SigningKey key, boolean isForced) {
        Instant now = clock.instant();
        Optional<Tip> tip = chain.tip();
        SignedHead last = chain.lastHead(key.fingerprint(), now).orElse(null);
        tip.filter(end -> isForced
                        ? last == null || last.position() < end.position()
                        : SignedHead.isDue(last, end.position(), now))
                .ifPresent(end -> {
                    chain.addKey(Uuid7.at(now), key.fingerprint(), key.publicKey(), now);
                    chain.addHead(
                            Uuid7.at(now),
                            end.position(),
                            key.fingerprint(),
                            Envelope.sign(Envelope.IN_TOTO, Statements.head(end, config.ledgerUrl(), now), key),
                            now);
                });
        return tip;
    }

    /** The line's key. */
    public SigningKey key() {
        return SigningKey.of(config.auditKey());
    }

    /** The state of the chain; empty before the first link. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<ChainState> state() {
        Instant now = clock.instant();
        return chain.end(now).map(end -> {
            Duration behind = chain.firstEventBehind(ChainPosition.at(end.linkedAt()))
                    .map(received -> Duration.between(received, now))
                    .filter(time -> !time.isNegative())
                    .orElse(Duration.ZERO);
            return new ChainState(end.links(), end.signedAt(), behind);
        });
    }

    /** All keys, the first introduced first. */
    public List<AuditKeysResponse.Key> keys() {
        return chain.keys();
    }

    /** The last heads, the newest first. */
    public List<AuditHeadsResponse.Head> heads() {
        return chain.heads(HEADS).stream()
                .map(head -> new AuditHeadsResponse.Head(head.position(), tree(head.envelope()), head.signedAt()))
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps JSON only", e);
        }
    }
}
