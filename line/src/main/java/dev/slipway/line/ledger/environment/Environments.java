package dev.slipway.line.ledger.environment;

import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import java.util.Comparator;
import java.util.List;

/** The environments that releases pass through, lowest rank first. */
public final class Environments {
    private static final ApiPath PATH = ApiPath.of("environments");

    private final Ledger ledger;

    /** For a ledger. */
    public Environments(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * An environment.
     *
     * @param rank its position among the others, from 0 to 9999
     */
    public record Environment(String name, String title, int rank) {
        static Environment of(Json json) {
            return new Environment(json.text("name"), json.text("title"), (int) json.number("rank", 0));
        }
    }

    /** All of them, by rank. */
    public List<Environment> list() {
        return ledger.all(PATH.with("limit", 100), "the list of environments").stream()
                .map(Environment::of)
                .sorted(Comparator.comparing(Environment::rank))
                .toList();
    }

    /**
     * Requires that an environment exists, before anything is created for it.
     *
     * @throws CallException listing the existing ones
     */
    public void require(String name) {
        List<String> names = list().stream().map(Environment::name).toList();
        if (!names.contains(name)) {
            throw new CallException(
                    "There is no environment " + name + ".",
                    "There are: " + String.join(", ", names) + ". An admin adds it on the ledger's page Environments,"
                            + " or with a client that has the role admin: slipway environments add " + name);
        }
    }

    /** Creates an environment. */
    public Json create(Environment environment) {
        return ledger.post(
                PATH,
                Json.object()
                        .with("name", environment.name())
                        .with("title", environment.title())
                        .with("rank", environment.rank()),
                "to create the environment " + environment.name() + ", which takes the role admin");
    }
}
