package dev.slipway.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Ten minutes in which nobody has heard of an agent there; it may ask for work elsewhere. */
public final class Silence {
    private static final List<String> UPDATES = List.of(
            "update deployment_lock set taken_at = now() - interval '11 min', expires_at = now() - interval '10 min'"
                    + " where environment_id = (select environment_id from deployment_request where id = ?::uuid)",
            "update deployment_request set claimed_at = now() - interval '10 min' where id = ?::uuid");

    private Silence() {}

    /** Has them lie behind the agent that carries this request out, and has told of no step. */
    public static void behind(JsonNode request) {
        for (String sql : UPDATES) {
            Database.update(sql, request.path("id").asText());
        }
    }
}
