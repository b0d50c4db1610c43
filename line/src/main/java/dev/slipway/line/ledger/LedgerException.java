package dev.slipway.line.ledger;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.CredentialException;
import java.util.List;
import java.util.stream.Collectors;

/** The ledger answers that a request failed. */
public abstract sealed class LedgerException extends CallException
        permits LedgerRefusedException, LedgerUnavailableException {
    private static final long serialVersionUID = 1L;

    private final int status;

    LedgerException(String what, String remedy, int status) {
        super(what, remedy);
        this.status = status;
    }

    /**
     * From the problem in the answer; for a rejected token, a {@link CredentialException}.
     *
     * @param subject a description of the request, as part of a sentence
     * @param owner the owner of the token
     */
    static CallException of(Answer answer, String subject, String owner) {
        Json problem = Json.readOrEmpty(answer.body());
        String detail = problem.find("detail").or(() -> problem.find("title")).orElse("");
        if (answer.isAway() && detail.isEmpty()) {
            return new LedgerUnavailableException(
                    "The ledger does not answer (status " + answer.status() + ").",
                    "Not done: " + subject + ". On the line's machine: ./slipway status",
                    answer.status());
        }
        return answer.status() == 401
                ? new CredentialException(
                        "The ledger rejected " + owner + ".",
                        "Sign in again: slipway login; in a pipeline, look at its credential.")
                : failed(problem, answer, detail, subject, owner);
    }

    private static LedgerException failed(Json problem, Answer answer, String detail, String subject, String owner) {
        String type = problem.find("type").orElse("");
        String slug = type.substring(type.indexOf('#') + 1);
        List<String> fields = problem.items("errors").stream()
                .map(error -> error.text("field") + ": " + error.text("detail"))
                .toList();
        // A single error repeats the detail.
        boolean isSaid = fields.size() == 1 && slug.equals("invalid-definition");
        boolean isField = fields.size() == 1 && slug.equals("invalid-request");
        String what = sentence(isField ? fields.get(0) : detail.isEmpty() ? "Status " + answer.status() : detail);
        String more = isField || isSaid
                ? ""
                : fields.stream().map(field -> "\n  " + field).collect(Collectors.joining());
        String role = slug.equals("forbidden")
                ? " It was shown " + owner
                        + ". Sign in with an account that has the role: slipway login;"
                        + " for the role admin, use the ledger's pages, or SLIPWAY_CLIENT of a client that has it."
                : "";
        String incident = problem.find("instance")
                .map(id -> "\n  Quote this to an operator: " + id)
                .orElse("");
        String remedy =
                "Refused by the ledger: " + subject + " (status " + answer.status() + ")." + role + more + incident;
        return answer.isTemporary()
                ? new LedgerUnavailableException(what, remedy, answer.status())
                : new LedgerRefusedException(what, remedy, answer.status(), slug, String.join("; ", fields));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** The HTTP status. */
    public final int status() {
        return status;
    }
}
