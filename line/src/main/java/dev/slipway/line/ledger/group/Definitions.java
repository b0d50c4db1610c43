package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The definitions of services. */
public final class Definitions {
    private final Ledger ledger;

    /** For a ledger. */
    public Definitions(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Applies a definition.
     *
     * @param yaml the file
     * @param isDry whether only to report the differences
     * @param base the version that it was made from, 0 where there was none; null for any
     * @param subject a description of the call, as part of a sentence
     * @throws LedgerRefusedException with all errors in the file and their lines; or where another version is in force
     */
    public Definition apply(String service, String yaml, boolean isDry, @Nullable Long base, String subject) {
        ApiPath path =
                path(service, "definition").with("dryRun", isDry ? true : null).with("baseVersion", base);
        Answer answer = ledger.send(Call.of("PUT", path).text("application/yaml", yaml));
        return Definition.of(ledger.expect(answer, subject).json());
    }

    /** The current definition; empty if there is none. */
    public Optional<Definition> find(String service) {
        return ledger.find(path(service, "definition"), "the look at the definition of " + service)
                .map(Definition::of);
    }

    /** All versions, newest first; empty if the ledger does not know the service. */
    public List<Definition> history(String service) {
        return ledger
                .all(path(service, "definitions").with("limit", 100), "the history of the definition of " + service)
                .stream()
                .map(Definition::of)
                .toList();
    }

    /**
     * Removes a definition.
     *
     * @return the version that records it; empty if the service never had a definition
     */
    public Optional<Definition> remove(String service) {
        return delete(path(service, "definition"), "to remove the definition of " + service);
    }

    /**
     * Drops the remaining data of a removed definition.
     *
     * @param environment where, if the definition only no longer names that; null for everywhere
     * @return the version that records it; empty if the service never had a definition
     * @throws CallException if the ledger is of an earlier release, which can only drop the data of all environments
     */
    public Optional<Definition> dropData(String service, @Nullable String environment) {
        // A separate value: given drop, a ledger of an earlier release would drop the data of all environments.
        ApiPath path = path(service, "definition")
                .with("data", environment == null ? "drop" : "drop-environment")
                .with("environment", environment);
        try {
            return delete(path, "to drop the data of " + service);
        } catch (LedgerRefusedException e) {
            if (environment != null && e.isUnknownValue("data")) {
                throw new CallException(
                        "The ledger is older than this CLI, and cannot drop the data of one environment alone.",
                        "Nothing was dropped. Upgrade the ledger first.",
                        e);
            }
            throw e;
        }
    }

    private Optional<Definition> delete(ApiPath path, String subject) {
        Answer answer = ledger.send(Call.of("DELETE", path));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(Definition.of(ledger.expect(answer, subject).json()));
    }

    private static ApiPath path(String service, String what) {
        return ApiPath.of("services/" + service + "/" + what);
    }
}
