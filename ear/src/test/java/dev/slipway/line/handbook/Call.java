package dev.slipway.line.handbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a line of a listing calls.
 *
 * @param name as {@code commands.txt} has it: of Slipway's program, of Docker Compose and of Maven the verb with its options, of the API the
 *     method, the path and the names of the query, each without the reader's own words; any other line as it stands
 */
record Call(String name) {
    private static final Pattern PROGRAM = Pattern.compile(
            "(?<![\\w./~-])(?:(?:\\./|~/slipway/)?(slipway)(?:\\.jar)?|(docker compose)|(?:\\./)?(mvn)w?)"
                    + " (?=[a-z]|--profile )");
    /** What the reader's shell sets for {@code ./slipway up}. */
    private static final Pattern SETTINGS = Pattern.compile("^(?:sudo )?((?:[A-Z_]+=(?:'[^']*'|[^ $']*) )+)");

    private static final Pattern SETTING = Pattern.compile("([A-Z_]+=)(?:'[^']*'|[^ ]*) ");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern END = Pattern.compile("[|;&<>)].*");
    private static final Pattern PROFILE = Pattern.compile("^(--profile) \\S+ ");
    private static final Pattern OPTION = Pattern.compile("--?[a-zA-Z].*");

    /** The verbs that have a second word. */
    private static final Set<String> GROUPS =
            Set.of("services", "config", "notify", "backup", "completion", "run", "exec");

    /** {@code ledger} is a function of the page API; its argument, or curl's, is a path. */
    private static final Pattern API = Pattern.compile("(?<![\\w./-])(?:ledger|curl) ([^|]*?)"
            + "(?:\"\\$api|(?<=ledger )https://mywebapp\\.localtest\\.me)(/[^\"?\\s]*)(?:\\?([^\"\\s]*))?([^|]*)");

    private static final Pattern METHOD = Pattern.compile("-X (\\w+)");
    private static final Pattern UPLOAD = Pattern.compile("(?:^| )-T ");
    private static final Pattern DATA = Pattern.compile("(?:^| )(?:-d|--data\\S*) ");
    private static final Pattern OWN_NAME = Pattern.compile("\\$\\w+|(?<=/)(?:production|shop)(?=/)");
    private static final Pattern VALUE = Pattern.compile("=[^&]*");

    /** All that is called in a line; the line itself, if it is nothing of these. */
    static List<Call> in(String line) {
        List<Call> calls = Stream.concat(
                        PROGRAM.matcher(line).results().map(call -> program(line, call)),
                        API.matcher(line).results().map(Call::request))
                .map(Call::new)
                .toList();
        return calls.isEmpty() ? List.of(new Call(line)) : calls;
    }

    private static String program(String line, MatchResult call) {
        String program = call.group(1) != null ? "slipway" : call.group(2) != null ? "docker compose" : "mvn";
        String rest = QUOTED.matcher(line.substring(call.end())).replaceAll("_");
        rest = PROFILE.matcher(END.matcher(rest).replaceFirst("")).replaceFirst("$1 ");
        List<String> named = new ArrayList<>();
        String group = "";
        boolean hasVerb = false;
        for (String word : rest.strip().split(" +", -1)) {
            if (OPTION.matcher(word).matches()) {
                named.add(word.replaceFirst("=.*", ""));
            } else if (!hasVerb) {
                named.add(word);
                hasVerb = true;
                group = word;
            } else if (GROUPS.contains(group)) {
                if (word.matches("[a-z]+")) {
                    named.add(word);
                }
                group = "";
            }
        }
        Matcher settings = SETTINGS.matcher(line);
        String before = program.equals("slipway") && settings.find()
                ? SETTING.matcher(settings.group(1)).replaceAll("$1 ")
                : "";
        return before + program + " " + String.join(" ", named);
    }

    private static String request(MatchResult call) {
        String options = call.group(1) + call.group(4);
        Matcher given = METHOD.matcher(options);
        String method = given.find()
                ? given.group(1)
                : UPLOAD.matcher(options).find() ? "PUT" : DATA.matcher(options).find() ? "POST" : "GET";
        String path = OWN_NAME.matcher(call.group(2)).replaceAll("{}");
        String query =
                call.group(3) == null ? "" : "?" + VALUE.matcher(call.group(3)).replaceAll("");
        return "ledger " + method + " " + path + query;
    }

    /**
     * What the source of a test that makes a call must have somewhere: the verb as a word of a command or of a string, each option, each
     * part of a path, each name of a query, and the method. None for a line that is named as it stands.
     */
    List<Pattern> traces() {
        if (name.startsWith("ledger ")) {
            return tracesOfRequest(name.split(" ", -1));
        }
        if (!isProgram()) {
            return List.of();
        }
        List<String> words = List.of(name.replace("docker compose ", "compose ").split(" ", -1));
        int program = 0;
        while (words.get(program).endsWith("=")) {
            program++;
        }
        List<String> verb = new ArrayList<>();
        List<String> others = new ArrayList<>(words.subList(0, program));
        boolean isOver = false;
        for (String word : words.subList(program + 1, words.size())) {
            isOver |= word.startsWith("-") && !verb.isEmpty();
            (isOver || word.startsWith("-") ? others : verb).add(word);
        }
        return Stream.concat(
                        Stream.of(Pattern.compile(asVerb(verb))),
                        others.stream().map(word -> Pattern.compile(asWord(word.replace("=", "")))))
                .toList();
    }

    /** Whether it is named by its verb. */
    boolean isProgram() {
        return name.matches("(?:[A-Z_]+= )*(?:slipway|docker compose|mvn) .*");
    }

    /** Of a command, of a string that begins with it, or of a helper that is called like its first word. */
    private static String asVerb(List<String> verb) {
        String typed = "(?:\"|\\b(?:slipway|cli|compose|mvnw)\"? (?:-\\S+ (?:\\S+ )?)*)" + joined(verb) + "(?![\\w-])";
        String called = "(?<![\\w-])" + Pattern.quote(verb.get(0)) + "\\(\"" + joined(verb.subList(1, verb.size()));
        return typed + "|" + called;
    }

    private static String joined(List<String> words) {
        return words.stream().map(Pattern::quote).collect(Collectors.joining("[\",\\s]+"));
    }

    private static String asWord(String word) {
        return "(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])";
    }

    private static List<Pattern> tracesOfRequest(String[] words) {
        String[] address = words[2].split("\\?", -1);
        Stream<String> parts = Stream.of(address[0].split("\\{}", -1))
                .map(part -> part.replaceAll("^/|/$", ""))
                .filter(part -> !part.isEmpty())
                .map(part -> Pattern.quote(part) + "(?![\\w-])");
        Stream<String> names = Stream.of(address)
                .skip(1)
                .flatMap(query -> Stream.of(query.split("&", -1)))
                .map(query -> "(?<![\\w-])" + Pattern.quote(query) + "[=\"]");
        return Stream.of(parts, names, Stream.of("(?i)\\b" + words[1] + "\\b"))
                .flatMap(one -> one)
                .map(Pattern::compile)
                .toList();
    }
}
