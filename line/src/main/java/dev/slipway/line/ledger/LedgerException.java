package dev.slipway.line.ledger;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The ledger rejects a request. */
public final class LedgerException extends CallException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String fields;

    private LedgerException(String what, String remedy, int status, String type, String fields) {
        super(what, remedy);
        this.status = status;
        this.type = type;
        this.fields = fields;
    }

    /**
     * From the problem in the answer.
     *
     * @param asked a description of the request, as part of a sentence
     * @param owner whose token was used
     */
    static LedgerException of(Answer answer, String asked, String owner) {
        Json problem = problem(answer);
        String type = problem.find("type").orElse("");
        String slug = type.substring(type.indexOf('#') + 1);
        String detail = problem.find("detail").or(() -> problem.find("title")).orElse("");
        if (answer.isAway() && detail.isEmpty()) {
            return unavailable(answer.status(), slug, asked);
        }
        return answer.status() == 401
                ? rejectedCredential(slug, owner)
                : refused(problem, answer.status(), slug, detail, asked, owner);
    }

    private static LedgerException unavailable(int status, String slug, String asked) {
        return new LedgerException(
                "The ledger does not answer (status " + status + ").",
                "Not done: " + asked + ". On the line's machine: ./slipway status",
                status,
                slug,
                "");
    }

    private static LedgerException rejectedCredential(String slug, String owner) {
        return new LedgerException(
                "The ledger rejected " + owner + ".",
                "Sign in again: slipway login; in a pipeline, look at its credential.",
                401,
                slug,
                "");
    }

    private static LedgerException refused(
            Json problem, int status, String slug, String detail, String asked, String owner) {
        List<String> fields = problem.items("errors").stream()
                .map(error -> error.text("field") + ": " + error.text("detail"))
                .toList();
        // A single error repeats the detail.
        boolean isSaid = fields.size() == 1 && slug.equals("invalid-definition");
        boolean isField = fields.size() == 1 && slug.equals("invalid-request");
        String what = isField ? fields.get(0) : detail.isEmpty() ? "Status " + status : detail;
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
        return new LedgerException(
                sentence(what),
                "Refused by the ledger: " + asked + " (status " + status + ")." + role + more + incident,
                status,
                slug,
                String.join("; ", fields));
    }

    private static Json problem(Answer answer) {
        try {
            return Json.read(answer.body());
        } catch (IOException e) {
            return Json.object();
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the problem is of this type, by its slug. */
    public boolean is(String slug) {
        return type.equals(slug);
    }

    /** Whether it is only that the ledger does not know this member of the request, as one of an earlier release. */
    public boolean isUnknown(String member) {
        return fields.equals(member + ": is not a member of this request");
    }

    /** Whether the ledger does not know this parameter's value, as one of an earlier release. */
    public boolean isUnknownValue(String parameter) {
        return is("invalid-request") && fields.startsWith(parameter + ": must be ");
    }
}
