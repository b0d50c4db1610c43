package dev.slipway.line.bench.load;

import dev.slipway.line.http.CallException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of requests, sampled from the ledger's rows.
 *
 * @param services names of services, at most 20; never empty
 * @param ids ids of deployments, at most 20,000; never empty
 * @param releases service and version, separated by a space, at most 5,000; empty if nothing may be recorded
 * @param deployments the number of deployments in the ledger
 */
public record Sample(List<String> services, List<String> ids, List<String> releases, long deployments) {
    private static final String OWN_SERVICES =
            "select name from service where name like 'bench-%' order by name limit 20";
    private static final String OWN_IDS =
            "select id from deployment where archive = 'bench.war' order by random() limit 20000";
    private static final String OWN_RELEASES = """
            select s.name || ' ' || r.version from release r join service s on s.id = r.service_id
            where s.name like 'bench-%' order by random() limit 5000""";
    private static final String SERVICES = """
            select s.name from service s where exists (select from deployment d where d.service_id = s.id) order by s.name limit 20""";
    private static final String IDS = "select id from deployment order by started_at desc limit 20000";

    public Sample {
        services = List.copyOf(services);
        ids = List.copyOf(ids);
        releases = List.copyOf(releases);
    }

    /**
     * Takes a sample.
     *
     * @param isFilled whether the benchmark's own rows exist, which are then read and added to
     * @throws CallException if the ledger is empty
     */
    public static Sample of(Connection ledger, boolean isFilled) throws SQLException {
        List<String> ids = texts(ledger, isFilled ? OWN_IDS : IDS);
        if (ids.isEmpty()) {
            throw new CallException(
                    "The ledger has no deployment to ask for.",
                    "Make one: ./slipway deploy; or, on a disposable line: ./slipway bench --fill 200000");
        }
        return new Sample(
                texts(ledger, isFilled ? OWN_SERVICES : SERVICES),
                ids,
                isFilled ? texts(ledger, OWN_RELEASES) : List.of(),
                count(ledger));
    }

    private static List<String> texts(Connection ledger, String sql) throws SQLException {
        try (PreparedStatement query = ledger.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static long count(Connection ledger) throws SQLException {
        try (Statement statement = ledger.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from deployment")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
