package dev.slipway.line.roll;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan is made from.
 *
 * @param now what each of the workers has under the archive's name
 * @param members the members of the service's balancers
 * @param host the service's host name on httpd; null where it has none
 * @param saved the contents that could be put back, by their hashes
 */
public record Facts(
        Rollout rollout,
        Map<String, Content> now,
        List<Member> members,
        @Nullable Host host,
        Set<String> saved,
        Progress progress) {
    public Facts {
        now = Map.copyOf(now);
        members = List.copyOf(members);
        saved = Set.copyOf(saved);
    }

    Content now(String worker) {
        return now.getOrDefault(worker, Content.unknown());
    }

    /** The workers that are taken out of one of the balancers. */
    Set<String> out() {
        Set<String> out = new TreeSet<>();
        members.stream().filter(Member::isOut).map(Member::worker).forEach(out::add);
        return out;
    }

    List<String> balancers() {
        return rollout.balancers(host != null);
    }
}
