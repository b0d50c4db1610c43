package dev.slipway.ledger.gate;

import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.release.CommitAuthor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who contributed to a deployment, and so may not approve it under four eyes.
 *
 * @param requesters who requested the deployment; may be empty
 * @param authors the authors of its commits, with who recorded the releases that have them
 */
record Contributors(List<Requester> requesters, List<CommitAuthor> authors) {
    private static final int SHA_SHOWN = 7;

    /**
     * A private commit address: GitLab's {@code 7-jane@users.noreply.gitlab.example.org}, and GitHub's
     * {@code 7+jane@users.noreply.github.com}, for old accounts without the number.
     */
    private static final Pattern PRIVATE = Pattern.compile("^(?:\\d+[-+])?([^@]+)@users\\.noreply\\..+$");

    /**
     * A person's contribution: the kind of reason why they may not approve, and what they did, phrased to follow their
     * name.
     */
    record Contribution(ReasonCode code, String description) {}

    /** Whether an approver's address is needed to match them. */
    boolean isKnownByAddress() {
        return triggers().anyMatch(trigger -> trigger.email() != null)
                || authors.stream().anyMatch(author -> author.email() != null);
    }

    /**
     * The contribution of a person or a machine; empty if there is none.
     *
     * @param name their user name
     * @param email their address, if it is known
     */
    Optional<Contribution> contribution(String name, Optional<String> email) {
        Optional<String> description = requesters.stream()
                .flatMap(requester -> description(requester, name, email).stream())
                .findFirst();
        if (description.isPresent()) {
            return description.map(what -> new Contribution(ReasonCode.FOUR_EYES, what));
        }
        return authors.stream()
                .filter(author -> is(author, name, email))
                .flatMap(author -> Stream.ofNullable(author.sha()))
                .findFirst()
                .map(sha -> new Contribution(
                        ReasonCode.COMMIT_AUTHOR,
                        "wrote commit " + sha.substring(0, Math.min(SHA_SHOWN, sha.length()))))
                .or(() -> recording(name))
                .or(() -> machine(name));
    }

    /** Whoever has the secret of a client speaks by its account, and so may be one of the others. */
    private static Optional<Contribution> machine(String name) {
        return MachineAccount.is(name)
                ? Optional.of(new Contribution(ReasonCode.FOUR_EYES, "is not a person"))
                : Optional.empty();
    }

    /**
     * The recorder of a release counts as a contributor: they state who wrote its commits, and where those of the next
     * release begin.
     */
    private Optional<Contribution> recording(String name) {
        return authors.stream()
                .filter(author -> name.equals(author.recordedBy()))
                .findFirst()
                .map(author -> new Contribution(ReasonCode.FOUR_EYES, "recorded release " + author.version()));
    }

    /** The account that ran one of the pipelines and belongs to no person, if there is one. */
    Optional<Trigger> bot() {
        return triggers().filter(Trigger::isBot).findFirst();
    }

    /** Whether a machine made one of the requests, and no job's token told who ran its pipeline. */
    boolean hasUnknownRunner() {
        return requesters.stream().anyMatch(this::isRunByNobodyKnown);
    }

    /** A report of a deployment that this one follows comes without a token; the request for it may have had one. */
    private boolean isRunByNobodyKnown(Requester requester) {
        return requester.trigger() == null
                && requester.actor() != null
                && MachineAccount.is(requester.actor())
                && (requester.before() == null
                        || requesters.stream()
                                .noneMatch(other -> other.trigger() != null
                                        && Objects.equals(other.actor(), requester.actor())
                                        && Objects.equals(other.before(), requester.before())));
    }

    /** The environment of a deployment that an automatic promotion follows and whose requester is not known, if there is one. */
    Optional<String> environmentWithoutRequester() {
        return requesters.stream()
                .filter(requester -> requester.actor() == null)
                .flatMap(requester -> Stream.ofNullable(requester.before()))
                .findFirst();
    }

    private Stream<Trigger> triggers() {
        return requesters.stream().flatMap(requester -> Stream.ofNullable(requester.trigger()));
    }

    private static Optional<String> description(Requester requester, String name, Optional<String> email) {
        String what = requester.before() == null
                ? "requests the deployment"
                : "requested the deployment in " + requester.before() + ", which this one follows";
        if (name.equals(requester.actor())) {
            return Optional.of(what);
        }
        return Optional.ofNullable(requester.trigger())
                .filter(who -> isSame(who.login(), name) || isSame(who.email(), email.orElse(null)))
                .map(who -> "ran the pipeline that " + what);
    }

    private static boolean is(CommitAuthor author, String name, Optional<String> email) {
        return author.email() == null
                ? isSame(author.name(), name)
                : isSame(author.email(), email.orElse(null)) || isSame(login(author.email()), name);
    }

    /** The local part, since the login name may itself be an address. */
    private static String login(String email) {
        Matcher hidden = PRIVATE.matcher(email);
        return hidden.matches() ? hidden.group(1) : email;
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
