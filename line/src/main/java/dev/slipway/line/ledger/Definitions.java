package dev.slipway.line.ledger;

import dev.slipway.line.http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What services need, as their definitions say it. */
public final class Definitions {
    private final Ledger ledger;

    /** Of a ledger. */
    public Definitions(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Applies a definition.
     *
     * @param yaml its file
     * @param isDry whether to say only what would differ
     * @param base the version that it was made from, 0 where there was none; null for any
     * @param asked what that is, as a part of a sentence
     * @throws LedgerException with every mistake that it has, each with its line; or where another version is in force
     */
    public Definition apply(String service, String yaml, boolean isDry, @Nullable Long base, String asked) {
        Answer answer = ledger.send(
                "PUT",
                path(service, "definition").with("dryRun", isDry ? true : null).with("baseVersion", base),
                "application/yaml",
                null,
                () -> BodyPublishers.ofString(yaml));
        return Definition.of(ledger.expect(answer, asked).json());
    }

    /** The one in force; nothing where there is none. */
    public Optional<Definition> find(String service) {
        return ledger.find(path(service, "definition"), "the look at the definition of " + service)
                .map(Definition::of);
    }

    /** All versions, the newest first; nothing where the ledger does not know the service. */
    public List<Definition> history(String service) {
        return ledger
                .all(path(service, "definitions").with("limit", 100), "the history of the definition of " + service)
                .stream()
                .map(Definition::of)
                .toList();
    }

    /**
     * Removes it, or what data are left of one that is removed.
     *
     * @return the version that says so; nothing where the service never had one
     */
    public Optional<Definition> remove(String service, boolean isDataDropped) {
        String asked = isDataDropped ? "to drop the data of " + service : "to remove the definition of " + service;
        Answer answer = ledger.send(
                "DELETE", path(service, "definition").with("data", isDataDropped ? "drop" : null), null, null, null);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(Definition.of(ledger.expect(answer, asked).json()));
    }

    private static ApiPath path(String service, String what) {
        return ApiPath.of("services/" + service + "/" + what);
    }
}
