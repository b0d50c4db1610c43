package dev.slipway.line.agent;

import dev.slipway.line.group.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Passes on what server groups the ledger wants, and tells it what comes of them. Nothing of it keeps the agent from other work. */
final class Groups {
    private final GroupFiles files;
    private final Set<String> environments;
    private final AgentApi api;
    private final Function<String, Optional<String>> alarms;
    private final Consumer<String> log;
    private final Runnable look;
    private final Map<String, Answer> reported = new HashMap<>();
    private final Set<String> complaints = new HashSet<>();
    private String toldKey = "";

    /**
     * Of these environments.
     *
     * @param environments all of them where there is none
     * @param alarms what is wrong with a group by now, by its name; empty where nothing is
     * @param look has a look at what the workers run, and tells the ledger of that before it hears that they are made
     */
    Groups(
            GroupFiles files,
            Set<String> environments,
            AgentApi api,
            Function<String, Optional<String>> alarms,
            Consumer<String> log,
            Runnable look) {
        this.look = look;
        this.files = files;
        this.environments = Set.copyOf(environments);
        this.api = api;
        this.alarms = alarms;
        this.log = log;
    }

    /** Asks for what the ledger wants by now, and tells it what is new. */
    synchronized void look() {
        attempt(() -> {
            Optional<List<Json>> wanted = api.groups();
            if (wanted.isEmpty()) {
                complain("The ledger knows nothing of server groups: it is an older one.");
                return;
            }
            List<AskedGroup> understood = new ArrayList<>();
            for (Json group : wanted.get()) {
                AskedGroup.of(group)
                        .ifPresentOrElse(
                                understood::add,
                                () -> complain("The ledger wants a server group that this agent does not understand: "
                                        + group.find("group").orElse("without a name")));
            }
            boolean isAll = understood.size() == wanted.get().size();
            understood.removeIf(group -> !environments.isEmpty() && !environments.contains(group.environment()));
            files.ask(understood, isAll);
            tellKey();
            tell();
        });
    }

    /** Tells the ledger what is new. */
    synchronized void report() {
        attempt(this::tell);
    }

    /** The ledger has taken how all of it ended. */
    void taken() throws IOException {
        files.endPutBack();
        // Of a rehearsal, if it was given up, or killed, in the middle.
        files.endRehearsals();
    }

    /** Workers run something else by now. */
    void restarted() {
        look.run();
    }

    /** Whether something will be new soon, or is, and has not been told. */
    synchronized boolean isMaking() {
        boolean[] isMaking = {false};
        attempt(() -> {
            for (AskedGroup group : files.asked()) {
                isMaking[0] |= answer(group)
                        .filter(answer -> isSettled(group, answer) && answer.equals(reported.get(group.group())))
                        .isEmpty();
            }
        });
        return isMaking[0];
    }

    /** The environments that some group is in, by name. */
    List<String> environments() {
        List<String> environments = new ArrayList<>();
        attempt(() -> files.asked().stream()
                .filter(group -> !group.isRemoved())
                .map(AskedGroup::environment)
                .distinct()
                .sorted()
                .forEach(environments::add));
        return environments;
    }

    /** What failed is tried again, so it is not over. */
    private static boolean isSettled(AskedGroup group, Answer answer) {
        return answer.version() == group.version()
                && answer.configuration() == group.configuration()
                && answer.state() == (group.isRemoved() ? Answer.State.REMOVED : Answer.State.READY);
    }

    /** What has come of it, and what has happened to it since then. */
    private Optional<Answer> answer(AskedGroup group) throws IOException {
        Optional<String> alarm = alarms.apply(group.group());
        return files.answer(group.group())
                .map(answer -> alarm.isPresent() && answer.state() != Answer.State.REMOVED
                        ? answer.failed(alarm.get())
                        : answer);
    }

    /** By which secrets are sealed; the ledger may be an older one, which seals none. */
    private void tellKey() throws IOException {
        Optional<Json> key = files.configurationKey();
        if (key.isEmpty() || key.get().toString().equals(toldKey)) {
            return;
        }
        try {
            api.configurationKey(key.get());
        } catch (CallException e) {
            if (AgentApi.isAway(e)) {
                throw e;
            }
            complain("The ledger does not take the key that secrets are sealed for: " + e.what());
        }
        toldKey = key.get().toString();
    }

    private void tell() throws IOException {
        boolean isLooked = false;
        for (AskedGroup group : files.asked()) {
            Answer answer = answer(group).orElse(null);
            if (answer == null || answer.equals(reported.get(group.group()))) {
                continue;
            }
            if (answer.state() == Answer.State.READY && !isLooked) {
                look.run();
                isLooked = true;
            }
            try {
                api.report(group, answer);
            } catch (CallException e) {
                if (AgentApi.isAway(e)) {
                    throw e;
                }
                complain("The ledger does not take what has come of " + group.group() + ": " + e.what());
            }
            reported.put(group.group(), answer);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt what) {
        try {
            what.run();
        } catch (CallException e) {
            // A ledger that was away may not remember what it was told before.
            reported.clear();
            toldKey = "";
            if (!AgentApi.isAway(e)) {
                complain(e.what() + " " + e.wayOut());
            }
        } catch (IOException e) {
            complain("The server groups cannot be looked at: " + e);
        }
    }

    /** Each once. */
    private void complain(String text) {
        if (complaints.add(text)) {
            log.accept(text);
        }
    }
}
