package dev.slipway.ledger.audit.extract;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.audit.SummaryService;
import dev.slipway.ledger.audit.chain.ChainRepository;
import dev.slipway.ledger.audit.chain.ChainService;
import dev.slipway.ledger.audit.chain.SealedTable;
import dev.slipway.ledger.audit.chain.Tip;
import dev.slipway.ledger.audit.extract.Segments.Segment;
import dev.slipway.ledger.evidence.EvidenceService;
import dev.slipway.ledger.platform.dsse.SigningKey;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Makes extracts of the chain for auditors. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class ExtractService {
    @Inject
    ChainService chain;

    @Inject
    ExtractRepository rows;

    @Inject
    ChainRepository keys;

    @Inject
    SummaryService summaries;

    @Inject
    EvidenceService evidence;

    @Inject
    LedgerConfig config;

    @Inject
    Clock clock;

    /**
     * Links and signs all present rows, and determines the content of an extract.
     *
     * @throws ProblemException if there are more rows than can be linked while a client waits
     */
    public Extract prepare(Period period, String by) {
        SigningKey key = chain.key();
        Instant now = clock.instant();
        long last = chain.close(key).map(Tip::position).orElse(0L);
        NavigableSet<Long> heads = rows.heads(last);
        Segment main = heads.isEmpty()
                ? null
                : Segments.main(
                        rows.linked(period, last),
                        rows.headBefore(period.begin(), last),
                        rows.headSince(period.settled(), last),
                        heads);
        Map<SealedTable, TreeSet<Long>> context = new EnumMap<>(SealedTable.class);
        for (SealedTable table : SealedTable.values()) {
            context.put(table, rows.context(table, period, last));
        }
        return Extract.of(period, by, now, key, last, main, context, heads);
    }

    /** Streams it, with bounded memory. */
    public void write(Extract extract, OutputStream out) throws IOException {
        new ExtractWriter(extract, rows, summaries, evidence, keys.keys(), config.ledgerUrl()).write(out);
    }
}
