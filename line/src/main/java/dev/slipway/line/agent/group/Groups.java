package dev.slipway.line.agent.group;

import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.log.LogOnce;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Forwards the ledger's desired server groups to the provisioner and reports their state. Errors here must not stop the
 * agent's other work. Forwarding and reporting each have their own lock: a report polls the workers of all
 * environments, some of which may be slow, and must not delay forwarding.
 */
public final class Groups {
    private final GroupFiles files;
    private final Set<String> environments;
    private final AgentApi api;
    private final Function<String, Optional<String>> alarms;
    private final Runnable refresh;
    private final Map<String, GroupStatus> reported = new ConcurrentHashMap<>();

    /** Why the ledger rejected the last report of a group, by name. */
    private final Map<String, String> rejected = new HashMap<>();

    // One for each kind of problem: what is over must not end what goes on.
    private final LogOnce desiredProblem;
    private final LogOnce forwardProblem;
    private final LogOnce keyProblem;
    private final LogOnce reportProblem;
    private final LogOnce rejectedProblem;

    private final Object requesting = new Object();
    private volatile String publishedKey = "";

    /**
     * Of these environments.
     *
     * @param environments the environments; all if empty
     * @param alarms the present problem of a group, by name
     * @param refresh polls what the workers run, and reports that to the ledger before it learns that they are created
     */
    public Groups(
            GroupFiles files,
            Set<String> environments,
            AgentApi api,
            Function<String, Optional<String>> alarms,
            Consumer<String> log,
            Runnable refresh) {
        this.refresh = refresh;
        this.files = files;
        this.environments = Set.copyOf(environments);
        this.api = api;
        this.alarms = alarms;
        forwardProblem = new LogOnce(log);
        desiredProblem = new LogOnce(log);
        keyProblem = new LogOnce(log);
        reportProblem = new LogOnce(log);
        rejectedProblem = new LogOnce(log);
    }

    /** Requests what the ledger wants now, and reports changes. */
    public synchronized void poll() {
        if (attempt(forwardProblem, this::requestDesired)) {
            attempt(reportProblem, () -> {
                publishKey();
                reportAnswers();
                return true;
            });
        }
    }

    /** Requests what the ledger wants now. */
    public void request() {
        attempt(forwardProblem, this::requestDesired);
    }

    /** Returns whether the ledger knows of server groups. */
    private boolean requestDesired() throws IOException {
        synchronized (requesting) {
            Optional<List<Json>> desired = api.groups();
            if (desired.isEmpty()) {
                desiredProblem.say("The ledger does not support server groups: it is an older version.");
                return false;
            }
            List<DesiredGroup> understood = new ArrayList<>();
            Set<String> problems = new LinkedHashSet<>();
            for (Json json : desired.get()) {
                Optional<DesiredGroup> group = DesiredGroup.of(json);
                if (group.isPresent()) {
                    understood.add(group.get());
                } else {
                    problems.add("The ledger requests a server group that this agent does not understand: "
                            + json.find("group").orElse("without a name"));
                }
            }
            desiredProblem.say(problems);
            boolean isAll = understood.size() == desired.get().size();
            understood.removeIf(group -> !environments.isEmpty() && !environments.contains(group.environment()));
            if (isAll) {
                files.replaceAll(understood);
            } else {
                files.request(understood);
            }
            return true;
        }
    }

    /** Reports changes to the ledger. */
    public synchronized void report() {
        attempt(reportProblem, () -> {
            reportAnswers();
            return true;
        });
    }

    /** Called when the ledger has received all results of an environment. */
    public void delivered(String environment) throws IOException {
        synchronized (requesting) {
            // A request that is being written, of what the ledger wanted before, must not lose the override.
            files.endOverrides(environment);
        }
        // A rehearsal may have been given up or killed.
        files.endRehearsals(environment);
    }

    /** Called after workers were restarted. */
    public void restarted() {
        refresh.run();
    }

    /**
     * Whether changes are expected soon, or not yet reported.
     *
     * @throws IOException if the requests cannot be read
     */
    public synchronized boolean isMaking() throws IOException {
        for (DesiredGroup group : files.requested()) {
            Optional<GroupStatus> answer = answer(group);
            if (answer.isEmpty()
                    || !isSettled(group, answer.get())
                    || !answer.get().equals(reported.get(group.group()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The environments that some group is in, by name.
     *
     * @throws IOException if the requests cannot be read: that does not mean that there are none
     */
    public List<String> environments() throws IOException {
        return files.requested().stream()
                .filter(group -> !group.isRemoved())
                .map(DesiredGroup::environment)
                .distinct()
                .sorted()
                .toList();
    }

    /** A failure is retried, so it is not settled. */
    private static boolean isSettled(DesiredGroup group, GroupStatus answer) {
        return answer.version() == group.version()
                && answer.configuration() == group.configuration()
                && answer.state() == (group.isRemoved() ? GroupStatus.State.REMOVED : GroupStatus.State.READY);
    }

    /** The result, updated by what happened to the group since. */
    private Optional<GroupStatus> answer(DesiredGroup group) throws IOException {
        Optional<String> alarm = alarms.apply(group.group());
        return files.answer(group.group())
                .map(answer -> alarm.isPresent() && answer.state() != GroupStatus.State.REMOVED
                        ? answer.failed(alarm.get())
                        : answer);
    }

    /** An older ledger does not know this key. */
    private void publishKey() throws IOException {
        Optional<Json> key = files.configurationKey();
        if (key.isEmpty() || key.get().toString().equals(publishedKey)) {
            return;
        }
        try {
            api.configurationKey(key.get());
            keyProblem.end();
        } catch (LedgerRefusedException e) {
            keyProblem.say("The ledger rejected the key that secrets are sealed for: " + e.what());
        }
        publishedKey = key.get().toString();
    }

    private void reportAnswers() throws IOException {
        boolean isRefreshed = false;
        for (DesiredGroup group : files.requested()) {
            GroupStatus answer = answer(group).orElse(null);
            if (answer == null || answer.equals(reported.get(group.group()))) {
                continue;
            }
            if (answer.state() == GroupStatus.State.READY && !isRefreshed) {
                refresh.run();
                isRefreshed = true;
            }
            try {
                api.report(group, answer);
                rejected.remove(group.group());
            } catch (LedgerRefusedException e) {
                rejected.put(group.group(), "The ledger rejected the state of " + group.group() + ": " + e.what());
            }
            rejectedProblem.say(Set.copyOf(rejected.values()));
            reported.put(group.group(), answer);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        /** Returns whether to go on with what follows. */
        boolean run() throws IOException;
    }

    /** Returns what the attempt returns; false if it failed. */
    private boolean attempt(LogOnce problem, Attempt what) {
        try {
            boolean goesOn = what.run();
            problem.end();
            return goesOn;
        } catch (CallException e) {
            // A ledger that was down may have lost earlier reports.
            reported.clear();
            publishedKey = "";
            if (e instanceof LedgerRefusedException) {
                problem.say(e.what() + " " + e.remedy());
            }
        } catch (IOException e) {
            problem.say("The server groups cannot be checked: " + e);
        }
        return false;
    }
}
