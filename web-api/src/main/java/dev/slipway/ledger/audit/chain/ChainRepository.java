package dev.slipway.ledger.audit.chain;

import dev.slipway.ledger.platform.mutex.MutexService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores the chain, and reads the rows to be linked from the tables of many features. */
@ApplicationScoped
public class ChainRepository {
    /** Arbitrary, but unique among the advisory locks of this database. */
    private static final long LOCK = 0x636861696eL;

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Tries to become the only worker that adds to the chain until the end of the transaction. */
    boolean tryLock() {
        return mutexes.tryAcquire(LOCK);
    }

    /** Waits until this worker may add to the chain. */
    void lock() {
        mutexes.acquire(LOCK);
    }

    /**
     * A row that was read.
     *
     * @param rowId its UUID
     * @param number its number within it
     * @param at when it happened, as canonical text; null if it is linked already
     * @param text its canonical text; null if it is linked already
     */
    record ScannedRow(
            String rowId,
            int number,
            @Nullable String at,
            @Nullable String text) {

        ChainPosition position() {
            return new ChainPosition(UUID.fromString(rowId), number);
        }

        /** Its identity among the rows of its table. */
        String id(SealedTable table) {
            return isNumbered(table) ? rowId + "/" + number : rowId;
        }
    }

    /**
     * The tables that have unlinked rows between two positions.
     *
     * <p>The link is looked up for each row: to join these few rows, PostgreSQL might read all links.
     */
    List<SealedTable> unlinked(ChainPosition after, ChainPosition until) {
        String sql = Arrays.stream(SealedTable.values())
                .map(table -> "select '" + table.table() + "' as name where exists (select from " + table.table()
                        + " t where " + between(table) + " and " + link(table, "'" + table.table() + "'") + " is null)")
                .collect(Collectors.joining(" union all "));
        List<String> names = entities.createNativeQuery(sql, String.class)
                .setParameter("id", after.id())
                .setParameter("number", after.number())
                .setParameter("until", until.id())
                .getResultList();
        return names.stream().map(SealedTable::of).toList();
    }

    /** The rows between two positions, in key order. */
    List<ScannedRow> rows(SealedTable table, ChainPosition after, ChainPosition until, int limit) {
        String keys = String.join(", ", table.key());
        String inner =
                "select * from " + table.table() + " where " + between(table) + " order by " + keys + " limit :most";
        var query = entities.createNativeQuery(canonical(table, inner), ScannedRow.class)
                .setParameter("id", after.id())
                .setParameter("until", until.id())
                .setParameter("name", table.table())
                .setParameter("most", limit);
        if (isNumbered(table)) {
            query.setParameter("number", after.number());
        }
        return query.getResultList();
    }

    /**
     * The first steps that are not linked yet of the requests that are running or were claimed since: their keys have
     * the time of the request, which may have waited for days.
     */
    List<ScannedRow> unlinkedSteps(Instant since, int limit) {
        SealedTable table = SealedTable.DEPLOYMENT_REQUEST_STEP;
        return entities.createNativeQuery(canonical(table, """
                        select p.* from (
                            select q.id from environment e join deployment_request q on q.environment_id = e.id
                            where q.claimed_at >= :since
                            union
                            select q.id from environment e join deployment_request q on q.environment_id = e.id
                            where q.is_for_agent and q.state = 'running') c
                        join deployment_request_step p on p.request_id = c.id
                        where not exists (select from audit_link l
                            where l.row_id = p.request_id and l.row_number = p.number and l.name = :name)
                        order by p.request_id, p.number limit :most"""), ScannedRow.class)
                .setParameter("since", since)
                .setParameter("name", table.table())
                .setParameter("most", limit)
                .getResultList();
    }

    /** A query for rows with their canonical text. */
    private static String canonical(SealedTable table, String inner) {
        return "select cast(" + table.rowId("s") + " as text), " + table.rowNumber("s")
                + ", case when s.link is null then " + table.at("s")
                + " end, case when s.link is null then " + table.canonical("s", table.format())
                + " end from (select t.*, " + link(table, ":name") + " as link from (" + inner + ") t) s order by 1, 2";
    }

    /** The link of a row {@code t}, as SQL; null if there is none. */
    private static String link(SealedTable table, String name) {
        return "(select l.position from audit_link l where l.row_id = " + table.rowId("t") + " and l.row_number = "
                + table.rowNumber("t") + " and l.name = " + name + ")";
    }

    /** Which rows of a table are between two positions and are to be linked, as SQL. */
    private static String between(SealedTable table) {
        return "(" + String.join(", ", table.key()) + ") > (:id" + (isNumbered(table) ? ", :number" : "") + ") and "
                + table.key().get(0) + " <= :until"
                + (table.condition().isEmpty() ? "" : " and " + table.condition());
    }

    private static boolean isNumbered(SealedTable table) {
        return table.key().size() == 2;
    }

    /** Whether rows of a table are not linked yet that are not between two positions. */
    boolean hasUnlinked(SealedTable table, ChainPosition from, ChainPosition until) {
        return (Boolean) entities.createNativeQuery(
                        "select exists (select from " + table.table() + " t where "
                                + (table.condition().isEmpty() ? "" : table.condition() + " and ")
                                + "(" + table.rowId("t") + " < :from or " + table.rowId("t") + " > :until)"
                                + " and not exists (select from audit_link l where l.row_id = " + table.rowId("t")
                                + " and l.row_number = " + table.rowNumber("t") + " and l.name = :name))",
                        Boolean.class)
                .setParameter("from", from.id())
                .setParameter("until", until.id())
                .setParameter("name", table.table())
                .getSingleResult();
    }

    /** The last link's position and hash; empty before the first. */
    Optional<Tip> tip() {
        List<Tip> found = entities.createNativeQuery(
                        "select position, encode(hash, 'hex') from audit_link order by position desc limit 1",
                        Tip.class)
                .getResultList();
        return found.stream().findFirst();
    }

    /** Adds links, given as a JSON array. */
    void add(String links, Instant sealedAt) {
        entities.createNativeQuery("""
                        insert into audit_link (position, name, row_id, row_number, format, at, digest, hash, sealed_at)
                        select position, name, row_id, row_number, format, at, decode(digest, 'hex'), decode(hash, 'hex'), :sealedAt
                        from jsonb_to_recordset(cast(:links as jsonb)) as link (position bigint, name text, row_id uuid, row_number integer,
                            format smallint, at timestamptz, digest text, hash text)""")
                .setParameter("links", links)
                .setParameter("sealedAt", sealedAt)
                .executeUpdate();
    }

    /**
     * The position and the time of the last head that was signed by a key; empty if there is none. Of several at a position, one that was
     * signed while the clock was ahead is not the last.
     */
    Optional<SignedHead> lastHead(String fingerprint, Instant now) {
        List<SignedHead> found = entities.createNativeQuery("""
                        select position, signed_at from audit_head where fingerprint = :fingerprint
                        order by position desc, signed_at > :now, signed_at desc limit 1""", SignedHead.class)
                .setParameter("fingerprint", fingerprint)
                .setParameter("now", now)
                .getResultList();
        return found.stream().findFirst();
    }

    void addHead(UUID id, long position, String fingerprint, String envelope, Instant signedAt) {
        entities.createNativeQuery("""
                        insert into audit_head (id, position, fingerprint, envelope, signed_at)
                        values (:id, :position, :fingerprint, :envelope, :signedAt)""")
                .setParameter("id", id)
                .setParameter("position", position)
                .setParameter("fingerprint", fingerprint)
                .setParameter("envelope", envelope)
                .setParameter("signedAt", signedAt)
                .executeUpdate();
    }

    /** Publishes a key, unless it is known. */
    void addKey(UUID id, String fingerprint, String publicKey, Instant at) {
        entities.createNativeQuery("""
                        insert into audit_key (id, fingerprint, public_key, introduced_at) values (:id, :fingerprint, :publicKey, :at)
                        on conflict (fingerprint) do nothing""")
                .setParameter("id", id)
                .setParameter("fingerprint", fingerprint)
                .setParameter("publicKey", publicKey)
                .setParameter("at", at)
                .executeUpdate();
    }

    /**
     * The end of the chain.
     *
     * @param signedAt when the last head was signed; null if there is none
     */
    record End(long links, Instant linkedAt, @Nullable Instant signedAt) {}

    /** The end of the chain; empty before the first link. Heads that were signed while the clock was ahead are left out. */
    Optional<End> end(Instant now) {
        List<End> found = entities.createNativeQuery("""
                        select l.position, l.sealed_at, (
                            select h.signed_at from audit_head h where h.signed_at <= :now order by h.position desc, h.signed_at desc limit 1)
                        from audit_link l order by l.position desc limit 1""", End.class)
                .setParameter("now", now)
                .getResultList();
        return found.stream().findFirst();
    }

    /** When the first event after a position was received, if it is not linked; empty if there is none. */
    Optional<Instant> firstEventBehind(ChainPosition position) {
        List<Instant> found = entities.createNativeQuery("""
                        select e.received_at from (select id, received_at from event where id > :id order by id limit 1) e
                        where not exists (select from audit_link l where l.row_id = e.id and l.row_number = 0 and l.name = 'event')""", Instant.class)
                .setParameter("id", position.id())
                .getResultList();
        return found.stream().findFirst();
    }

    /** All keys, the first introduced first. */
    public List<AuditKeysResponse.Key> keys() {
        return entities.createNativeQuery(
                        "select fingerprint, public_key, introduced_at from audit_key order by introduced_at, fingerprint",
                        AuditKeysResponse.Key.class)
                .getResultList();
    }

    /** A signed head, with its envelope in JSON. */
    record Head(long position, String envelope, Instant signedAt) {}

    /** The last heads, newest first. */
    List<Head> heads(int limit) {
        return entities.createNativeQuery(
                        "select position, envelope, signed_at from audit_head order by position desc, signed_at desc limit :most",
                        Head.class)
                .setParameter("most", limit)
                .getResultList();
    }
}
