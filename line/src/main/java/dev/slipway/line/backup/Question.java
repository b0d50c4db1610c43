package dev.slipway.line.backup;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.function.Function;

/**
 * What a ledger that was restored is asked.
 *
 * @param path of its API; {@code {}} stands for what the database has for {@code part}
 * @param part the query for that; empty where nothing stands for anything
 * @param told what the answer comes to
 * @param query what its database has for that
 */
record Question(String path, String part, Function<Json, String> told, String query) {
    private static final Function<Json, String> FIRST = answer -> answer.items("items").stream()
            .findFirst()
            .map(item -> item.text("id"))
            .orElse("");

    private static final String NEWEST_DEPLOYMENT =
            "select id from deployment order by started_at desc, id desc limit 1";
    private static final String NEWEST_RELEASE = "select id from release order by recorded_at desc, id desc limit 1";

    static final List<Question> ALL = List.of(
            new Question("me", "", answer -> String.valueOf(answer.find("name").isPresent()), "select 'true'"),
            new Question("deployments?limit=1", "", FIRST, NEWEST_DEPLOYMENT),
            new Question("deployments/{}", NEWEST_DEPLOYMENT, answer -> answer.text("id"), NEWEST_DEPLOYMENT),
            new Question("services?limit=100", "", Question::count, count("service")),
            new Question("environments?limit=100", "", Question::count, count("environment")),
            new Question("releases?limit=1", "", FIRST, NEWEST_RELEASE),
            new Question("releases/{}", NEWEST_RELEASE, answer -> answer.text("id"), NEWEST_RELEASE),
            new Question("workers?limit=100", "", Question::count, count("worker")),
            new Question("deployment-requests?limit=100", "", Question::count, count("deployment_request")),
            new Question("server-groups?limit=100", "", Question::count, count("server_group")),
            new Question("metrics/delivery", "", answer -> String.valueOf(answer.has("series")), "select 'true'"));

    private static String count(Json answer) {
        return String.valueOf(answer.items("items").size());
    }

    private static String count(String table) {
        return "select least(count(*), 100) from " + table;
    }
}
