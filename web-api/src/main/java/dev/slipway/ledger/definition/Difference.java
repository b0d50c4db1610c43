package dev.slipway.ledger.definition;

import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.definition.reading.Definition.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes the differences of two definitions for people. */
final class Difference {
    private static final String NONE = "none";
    private static final String SENT = "sent";
    private static final String LEFT_IN_QUEUES =
            "; messages in the queues of a removed worker wait there until it is added again";
    private static final String LEFT_RUNNING =
            "; a persistent EJB timer that is running on a removed worker is aborted, and may not run again until that"
                    + " worker is added again";
    private static final String LEFT_TIMERS =
            "; persistent EJB timers that the application created are left behind: it has to create them again";

    private static final String LEFT_UNREACHABLE =
            "; httpd leads to that path alone from then on: until an archive with it is deployed, visitors may get 404";

    private Difference() {}

    /**
     * Compares.
     *
     * @param before the previous definition; null for none
     * @param now the present definition; null for none
     * @return a text for each difference, such as {@code environments.production.memory: 512m → 768m}
     */
    static List<String> between(@Nullable Definition before, @Nullable Definition now) {
        Map<String, Map<String, String>> old = sections(before);
        Map<String, Map<String, String>> present = sections(now);
        Set<String> names = new LinkedHashSet<>(present.keySet());
        names.addAll(old.keySet());
        String left = (old.containsKey("messaging") ? LEFT_IN_QUEUES : "")
                + (old.containsKey("database") ? LEFT_RUNNING : "");
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            Map<String, String> a = old.get(name);
            Map<String, String> b = present.get(name);
            if (a != null && b != null) {
                compare(name, a, b, left, texts);
            } else {
                boolean areTimersLeft = name.equals("database") && before != null && now != null;
                texts.add(name + ": " + summary(a) + " → " + summary(b) + (b == null ? afterwards(name) : "")
                        + (areTimersLeft ? LEFT_TIMERS : ""));
            }
        }
        return texts;
    }

    /** Compares one section. What a removed worker leaves behind is worded to follow the number of workers. */
    private static void compare(
            String section, Map<String, String> a, Map<String, String> b, String left, List<String> texts) {
        b.forEach((member, value) -> {
            String other = Objects.requireNonNull(a.get(member), member);
            if (!other.equals(value)) {
                boolean isFewer = member.equals("workers") && Integer.parseInt(value) < Integer.parseInt(other);
                texts.add(section + (member.isEmpty() ? "" : "." + member) + ": " + other + " → " + value
                        + (isFewer ? left : "")
                        + (member.equals("roles") ? lost(other, value) : "")
                        + (section.equals("contextRoot") && !isWithin(value, other) ? LEFT_UNREACHABLE : ""));
            }
        });
    }

    private static boolean isWithin(String root, String path) {
        return root.equals("/") || (path + "/").startsWith(root + "/");
    }

    private static String lost(String roles, String now) {
        List<String> lost = new ArrayList<>(List.of(roles.split(", ", -1)));
        lost.removeAll(List.of(now.split(", ", -1)));
        lost.remove(NONE);
        return lost.isEmpty() ? "" : "; whoever has " + String.join(", ", lost) + " in Keycloak loses it";
    }

    /** A section has a name, and members with values; a section that is a single value has it under no name. */
    private static Map<String, Map<String, String>> sections(@Nullable Definition definition) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        if (definition == null) {
            return sections;
        }
        sections.put("title", Map.of("", definition.title()));
        definition.environments().forEach((name, size) -> sections.put("environments." + name, members(size)));
        if (definition.database() != null) {
            sections.put("database", Map.of("jndi", text(definition.database().jndi())));
        }
        if (definition.login() != null) {
            sections.put("login", Map.of("roles", text(definition.login().roles())));
        }
        if (definition.mail() != null) {
            Map<String, String> mail = new LinkedHashMap<>();
            mail.put("from", Objects.requireNonNullElse(definition.mail().from(), NONE));
            mail.put("jndi", text(definition.mail().jndi()));
            sections.put("mail", mail);
        }
        if (definition.messaging() != null) {
            Map<String, String> messaging = new LinkedHashMap<>();
            messaging.put("queues", text(definition.messaging().queues()));
            messaging.put("topics", text(definition.messaging().topics()));
            sections.put("messaging", messaging);
        }
        sections.put("contextRoot", Map.of("", definition.contextRoot()));
        sections.put("probe", Map.of("", definition.probe()));
        return sections;
    }

    private static Map<String, String> members(Size size) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("workers", String.valueOf(size.workers()));
        members.put("memory", size.memory().toString());
        members.put("metaspace", size.metaspace().toString());
        members.put("mail", Boolean.FALSE.equals(size.mail()) ? "not sent" : SENT);
        return members;
    }

    private static String text(List<String> names) {
        return names.isEmpty() ? NONE : String.join(", ", names);
    }

    private static String summary(@Nullable Map<String, String> members) {
        if (members == null) {
            return NONE;
        }
        String text = members.entrySet().stream()
                .filter(member -> !Set.of(NONE, SENT).contains(member.getValue()))
                .map(member -> (member.getKey() + " " + member.getValue()).strip())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "yes" : text;
    }

    private static String afterwards(String section) {
        if (section.equals("login")) {
            return "; people keep their roles in Keycloak";
        }
        return section.startsWith("environments.") || section.equals("database") ? "; the data stay" : "";
    }
}
