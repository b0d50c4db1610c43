package dev.slipway.ledger.audit.extract;

import dev.slipway.ledger.audit.chain.Link;
import dev.slipway.ledger.audit.chain.SealedTable;
import dev.slipway.ledger.audit.extract.Segments.Segment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the content of an extract page by page. */
@ApplicationScoped
public class ExtractRepository {
    /** The number of rows in memory. */
    static final int PIECE = 500;

    /** Tables of state that stays in force until it is changed: their earlier rows belong to the period. */
    private static final List<SealedTable> STATE = List.of(
            SealedTable.ENVIRONMENT,
            SealedTable.SERVICE,
            SealedTable.POLICY,
            SealedTable.PERSON_CHANGE,
            SealedTable.SERVICE_DEFINITION,
            SealedTable.SERVICE_CONFIGURATION);

    /** Tables of records about a release. */
    private static final List<SealedTable> OF_RELEASES = List.of(
            SealedTable.RELEASE,
            SealedTable.RELEASE_COMMIT,
            SealedTable.EVIDENCE,
            SealedTable.APPROVAL,
            SealedTable.DEPLOYMENT_REQUEST,
            SealedTable.GATE_DECISION);

    @PersistenceContext
    EntityManager entities;

    /**
     * A link of the chain.
     *
     * @param position where in the chain
     * @param name of the table whose row it is
     * @param rowId the row's UUID
     * @param number the row's number within it
     * @param at when it happened, as canonical text
     * @param digest the row's digest
     * @param hash the link's own
     * @param isOfPeriod whether it is of the period that is extracted
     */
    record LinkRow(
            long position,
            String name,
            String rowId,
            int number,
            String at,
            String digest,
            String hash,
            boolean isOfPeriod) {

        /** The table whose row it is. */
        SealedTable table() {
            return SealedTable.of(name);
        }

        /** The row's identity. */
        String id() {
            return table().key().size() == 1 ? rowId : rowId + "/" + number;
        }
    }

    /**
     * A row that is linked.
     *
     * @param position of its link
     * @param text its canonical text; null if there is no such row any more
     */
    record SealedRow(long position, @Nullable String text) {}

    /** A row that is not in the chain. */
    record UnsealedRow(String id, String json) {}

    /**
     * The period's first and last link up to a position; empty if it has none. Without {@code offset 0}, PostgreSQL would look for the
     * first one from the beginning of the chain.
     */
    Optional<Segment> linked(Period period, long last) {
        Object[] row = (Object[]) entities.createNativeQuery("""
                        select min(p.position), max(p.position) from (
                            select position from audit_link where at >= :from and at < :until offset 0) p
                        where p.position <= :last""", Object[].class)
                .setParameter("from", period.begin())
                .setParameter("until", period.end())
                .setParameter("last", last)
                .getSingleResult();
        return row[0] == null
                ? Optional.empty()
                : Optional.of(new Segment(((Number) row[0]).longValue(), ((Number) row[1]).longValue()));
    }

    /**
     * The links of a table's rows of other times that belong to the period; none for most tables. All keys do: since when each was
     * replaced, the row of the next one says.
     */
    TreeSet<Long> context(SealedTable table, Period period, long last) {
        String linked = " join audit_link l on l.row_id = " + table.rowId("t") + " and l.row_number = "
                + table.rowNumber("t") + " and l.name = :name where l.position <= :last and ";
        String link = linked + "l.at < :from";
        String all = "select l.position from " + table.table() + " t";
        if (table == SealedTable.AUDIT_KEY) {
            return positions(all + linked + "(l.at < :from or l.at >= :until)", table, period, last, true);
        }
        if (STATE.contains(table)) {
            return positions(all + link, table, period, last, false);
        }
        if (OF_RELEASES.contains(table)) {
            String release = table == SealedTable.RELEASE ? "t.id" : "t.release_id";
            return positions("""
                    with deployed as (select distinct d.release_id from audit_link dl join deployment d on d.id = dl.row_id
                        where dl.name = 'deployment' and dl.at >= :from and dl.at < :until)
                    select l.position from deployed join %s t on %s = deployed.release_id""".formatted(table.table(), release) + link, table, period, last, true);
        }
        return new TreeSet<>();
    }

    private TreeSet<Long> positions(String sql, SealedTable table, Period period, long last, boolean hasEnd) {
        Query query = entities.createNativeQuery(sql, Long.class)
                .setParameter("name", table.table())
                .setParameter("from", period.begin())
                .setParameter("last", last);
        if (hasEnd) {
            query.setParameter("until", period.end());
        }
        TreeSet<Long> found = new TreeSet<>();
        for (Object position : query.getResultList()) {
            found.add(((Number) position).longValue());
        }
        return found;
    }

    /** The positions of all signed heads. */
    TreeSet<Long> heads(long last) {
        List<?> found = entities.createNativeQuery(
                        "select distinct position from audit_head where position <= :last", Long.class)
                .setParameter("last", last)
                .getResultList();
        return found.stream()
                .map(position -> ((Number) position).longValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The last position of a head that was signed before a time; empty if there is none. */
    Optional<Long> headBefore(Instant time, long last) {
        return head("signed_at < :time and position <= :last order by position desc", time, last);
    }

    /**
     * The first position of a head that was signed at a time or later; empty if there is none. One that was signed while the clock was
     * ahead does not count: heads of earlier times follow it.
     */
    Optional<Long> headSince(Instant time, long last) {
        return head(
                "signed_at >= :time and position <= :last and not exists (select from audit_head l"
                        + " where l.position > h.position and l.signed_at < h.signed_at) order by position",
                time,
                last);
    }

    private Optional<Long> head(String which, Instant time, long last) {
        List<?> found = entities.createNativeQuery(
                        "select position from audit_head h where " + which + " limit 1", Long.class)
                .setParameter("time", time)
                .setParameter("last", last)
                .getResultList();
        return found.stream().findFirst().map(position -> ((Number) position).longValue());
    }

    /** The envelopes of all heads at some positions. */
    List<String> envelopes(Collection<Long> positions) {
        return entities.createNativeQuery("""
                        select envelope from audit_head where position = any(cast(string_to_array(:positions, ',') as bigint[]))
                        order by position, signed_at, id""", String.class)
                .setParameter("positions", list(positions))
                .getResultList();
    }

    /** The hash of the link at a position; {@link Link#NONE} if there is none. */
    String hash(long position) {
        List<String> found = entities.createNativeQuery(
                        "select encode(hash, 'hex') from audit_link where position = :position", String.class)
                .setParameter("position", position)
                .getResultList();
        return found.isEmpty() ? Link.NONE : found.get(0);
    }

    List<LinkRow> links(long after, long last, Period period) {
        return entities.createNativeQuery("""
                        select position, name, cast(row_id as text), row_number, %s, encode(digest, 'hex'), encode(hash, 'hex'),
                            at >= :from and at < :until
                        from audit_link where position > :after and position <= :last order by position limit :most""".formatted(SealedTable.time("at")), LinkRow.class)
                .setParameter("after", after)
                .setParameter("last", last)
                .setParameter("from", period.begin())
                .setParameter("until", period.end())
                .setParameter("most", PIECE)
                .getResultList();
    }

    /** The period's rows of a table after a position. Its name is a literal, since the index is for some names only. */
    List<SealedRow> rows(SealedTable table, long after, long last, Period period) {
        return entities.createNativeQuery(
                        text(table) + " where l.name = '" + table.table()
                                + "' and l.position > :after and l.position <= :last"
                                + " and l.at >= :from and l.at < :until order by l.position limit :most",
                        SealedRow.class)
                .setParameter("after", after)
                .setParameter("last", last)
                .setParameter("from", period.begin())
                .setParameter("until", period.end())
                .setParameter("most", PIECE)
                .getResultList();
    }

    /** Rows of a table by their links' positions. */
    List<SealedRow> rows(SealedTable table, Collection<Long> positions) {
        return entities.createNativeQuery(
                        text(table)
                                + " where l.position = any(cast(string_to_array(:positions, ',') as bigint[])) order by l.position",
                        SealedRow.class)
                .setParameter("positions", list(positions))
                .getResultList();
    }

    private static String text(SealedTable table) {
        return "select l.position, case when " + table.rowId("t") + " is not null then "
                + table.canonicalBy("t", "l.format")
                + " end from audit_link l left join " + table.table() + " t on " + table.rowId("t") + " = l.row_id"
                + (table.key().size() == 2 ? " and " + table.rowNumber("t") + " = l.row_number" : "");
    }

    private static String list(Collection<Long> positions) {
        return positions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Rows that are not in the chain, after an id. */
    List<UnsealedRow> unsealed(Unsealed what, String after, Period period) {
        return entities.createNativeQuery(what.sql(), UnsealedRow.class)
                .setParameter("from", period.begin())
                .setParameter("until", period.end())
                .setParameter("after", after)
                .setParameter("most", PIECE)
                .getResultList();
    }
}
