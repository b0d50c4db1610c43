package dev.slipway.ledger.configuration;

import dev.slipway.ledger.configuration.content.Entry;
import dev.slipway.ledger.configuration.content.Snapshot;
import dev.slipway.ledger.platform.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The limits of a configuration change and of the resulting configuration. */
final class ChangeRules {
    /** The most variables of a configuration. */
    static final int MOST = 100;

    /** The most bytes of names and values, with secrets unsealed. */
    static final int LARGEST = 32 * 1024;

    private static final int LONGEST = 16 * 1024;

    /** PostgreSQL and a process's environment cannot contain NUL; UTF-8 cannot encode half of a surrogate pair. */
    private static final Pattern VALUE = Pattern.compile("[^\\x00\\p{Cs}]*");

    private static final String VALUE_RULE = "must be text of at most 16384 characters, without NUL";

    private static final String REASON_RULE =
            "is what the ledger says where it drops a service's data: say it in other words";

    private static final String SECRET_RULE = "is a secret: seal it, or unset it first";

    private ChangeRules() {}

    /** Everything that is wrong with a change to a configuration, each with the field. */
    static List<Violation> violations(ChangeConfigurationRequest change, SealedText seals, Snapshot before) {
        Set<String> secrets = before.secrets().keySet();
        List<Violation> violations = new ArrayList<>();
        Set<String> named = new HashSet<>();
        check("set", change.sets(), (name, value) -> plainObjection(value, secrets.contains(name)), named, violations);
        check("seal", change.seals(), seals::objection, named, violations);
        if (ConfigurationService.DATA_DROPPED.equals(change.reason())) {
            violations.add(new Violation("reason", REASON_RULE));
        }
        for (int i = 0; i < change.unsets().size(); i++) {
            String name = change.unsets().get(i);
            String field = "unset[" + i + "]";
            (name == null ? Optional.of("must be text") : VariableName.objectionToForm(name))
                    .or(() -> named.add(name) ? Optional.empty() : Optional.of("is named twice"))
                    .ifPresent(objection -> violations.add(new Violation(field, objection)));
        }
        return violations;
    }

    private static void check(
            String member,
            Map<String, String> values,
            BiFunction<String, @Nullable String, Optional<String>> rule,
            Set<String> named,
            List<Violation> violations) {
        values.forEach((name, value) -> VariableName.objection(name)
                .or(() -> rule.apply(name, value))
                .or(() -> named.add(name) ? Optional.empty() : Optional.of("is named twice"))
                .ifPresent(objection -> violations.add(new Violation(member + "." + name, objection))));
    }

    /** A secret's new value is a secret, too: set in plain text, it would be shown to everybody, for good. */
    private static Optional<String> plainObjection(@Nullable String value, boolean isSecret) {
        return isSecret ? Optional.of(SECRET_RULE) : valueObjection(value);
    }

    private static Optional<String> valueObjection(@Nullable String value) {
        return value != null
                        && value.length() <= LONGEST
                        && VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(VALUE_RULE);
    }

    /** Why a configuration is too large, as a phrase after its name; empty if it is not. */
    static Optional<String> objection(Snapshot snapshot) {
        if (snapshot.entries().size() > MOST) {
            return Optional.of("would have " + snapshot.entries().size() + " variables, of at most " + MOST);
        }
        int size = snapshot.entries().stream().mapToInt(ChangeRules::size).sum();
        return size > LARGEST ? Optional.of("would have " + size + " bytes, of at most " + LARGEST) : Optional.empty();
    }

    private static int size(Entry entry) {
        int name = entry.name().length();
        String value = entry.value();
        String sealed = entry.sealed();
        return name
                + (value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length)
                + (sealed == null ? 0 : SealedText.size(sealed));
    }
}
