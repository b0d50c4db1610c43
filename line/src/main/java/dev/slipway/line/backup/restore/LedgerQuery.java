package dev.slipway.line.backup.restore;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.function.Function;

/**
 * A query to check a restored ledger.
 *
 * @param path the API path; {@code {}} is replaced by the result of {@code part}
 * @param part the SQL for the placeholder; empty if there is none
 * @param value extracts the value from the answer
 * @param query the SQL for the expected value
 */
public record LedgerQuery(String path, String part, Function<Json, String> value, String query) {
    private static final Function<Json, String> FIRST = answer -> answer.items("items").stream()
            .findFirst()
            .map(item -> item.text("id"))
            .orElse("");

    private static final String NEWEST_DEPLOYMENT =
            "select id from deployment order by started_at desc, id desc limit 1";
    private static final String NEWEST_RELEASE = "select id from release order by recorded_at desc, id desc limit 1";

    /** Those that the API lists: it leaves out groups that are removed with their data. */
    private static final String SERVER_GROUPS =
            "server_group where not is_data_dropped or made_version is null or made_version < wanted_version";

    static final List<LedgerQuery> ALL = List.of(
            new LedgerQuery(
                    "me", "", answer -> String.valueOf(answer.find("name").isPresent()), "select 'true'"),
            new LedgerQuery("deployments?limit=1", "", FIRST, NEWEST_DEPLOYMENT),
            new LedgerQuery("deployments/{}", NEWEST_DEPLOYMENT, answer -> answer.text("id"), NEWEST_DEPLOYMENT),
            new LedgerQuery("services?limit=100", "", LedgerQuery::count, count("service")),
            new LedgerQuery("environments?limit=100", "", LedgerQuery::count, count("environment")),
            new LedgerQuery("releases?limit=1", "", FIRST, NEWEST_RELEASE),
            new LedgerQuery("releases/{}", NEWEST_RELEASE, answer -> answer.text("id"), NEWEST_RELEASE),
            new LedgerQuery("workers?limit=100", "", LedgerQuery::count, count("worker")),
            new LedgerQuery("deployment-requests?limit=100", "", LedgerQuery::count, count("deployment_request")),
            new LedgerQuery("server-groups?limit=100", "", LedgerQuery::count, count(SERVER_GROUPS)),
            new LedgerQuery("metrics/delivery", "", answer -> String.valueOf(answer.has("series")), "select 'true'"));

    private static String count(Json answer) {
        return String.valueOf(answer.items("items").size());
    }

    private static String count(String rows) {
        return "select least(count(*), 100) from " + rows;
    }
}
