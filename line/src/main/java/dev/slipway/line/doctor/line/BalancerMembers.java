package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.balancer.State;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The workers of each service, the ledger first, as httpd's balancers see them.
 *
 * @param empty the services' workers without an archive: what httpd checks there fails, and nothing is wrong
 */
public record BalancerMembers(List<Member> members, Set<String> empty) {
    private static final String LEDGER = "slipway";

    public BalancerMembers {
        members = List.copyOf(members);
        empty = Set.copyOf(empty);
    }

    public static BalancerMembers of(DoctorContext context) throws IOException {
        Settings settings = context.settings();
        State state;
        try {
            state = Balancer.of(settings, HttpClient.newHttpClient(), new Pace())
                    .state();
        } catch (BalancerException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new BalancerMembers(
                Stream.concat(Stream.of(LEDGER), new HostNames(settings.services()).services().stream())
                        .flatMap(service -> state.members(Balancers.only(service)).stream())
                        .toList(),
                empty(settings));
    }

    /** As the ledger has just seen them; none if PostgreSQL does not answer, which other checks say. */
    private static Set<String> empty(Settings settings) {
        Set<String> empty = new HashSet<>();
        // The line owns every object in that database.
        try (Connection connection = Superuser.connect(
                        settings.database("slipway"), settings.secret("postgres-password"), "slipway doctor");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select w.name from public.worker w
                        where w.service_id is not null and w.last_seen_at > now() - interval '1 minute'
                          and not exists (select from public.worker_archive a where a.worker = w.name)""")) {
            while (rows.next()) {
                empty.add(rows.getString(1));
            }
            return empty;
        } catch (SQLException e) {
            return Set.of();
        }
    }

    public List<Finding> findings() {
        return members.stream().map(this::finding).toList();
    }

    private Finding finding(Member member) {
        String service = member.balancer();
        String worker = member.worker();
        if (member.isOut()) {
            return warning(worker + " is disabled for " + service
                    + ", as during a deployment; otherwise the next ./slipway deploy enables it again");
        }
        if (member.isWell()) {
            return good(worker + " gets requests for " + service);
        }
        return empty.contains(worker)
                ? good(worker + " has no archive, and so gets no requests for " + service)
                : wrong("httpd's health check of " + service + " fails on " + worker + ": ./slipway logs "
                        + worker.replaceFirst("^worker-", "wildfly-"));
    }
}
