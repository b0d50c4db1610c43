package dev.slipway.line.roll.plan;

import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Host;
import dev.slipway.line.roll.Rollout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All facts that a plan depends on.
 *
 * @param now each worker's content under the archive's name
 * @param members the members of the service's balancers
 * @param host the service's host name on httpd; null if it has none
 * @param saved the hashes of the contents that can be restored
 * @param progress the progress so far
 * @param running the start digest of each worker's process, by name, if known
 * @param desired the desired start digest, if it changes; else empty
 */
public record Facts(
        Rollout rollout,
        Map<String, Content> now,
        List<Member> members,
        @Nullable Host host,
        Set<ContentHash> saved,
        Progress progress,
        Map<String, String> running,
        Map<String, String> desired) {
    public Facts {
        now = Map.copyOf(now);
        members = List.copyOf(members);
        saved = Set.copyOf(saved);
        running = Map.copyOf(running);
        desired = Map.copyOf(desired);
    }

    /** Whether its process must be restarted. */
    boolean isRestartDue(String worker) {
        String start = desired.get(worker);
        return start != null && !start.equals(running.get(worker));
    }

    /** A worker's present content; unknown if it did not say. */
    public Content now(String worker) {
        return now.getOrDefault(worker, Content.unknown());
    }

    /** The workers that are drained in one of the balancers. */
    Set<String> out() {
        Set<String> out = new TreeSet<>();
        members.stream().filter(Member::isOut).map(Member::worker).forEach(out::add);
        return out;
    }

    Balancers balancers() {
        return rollout.balancers(host != null);
    }
}
