package dev.slipway.line.agent.group;

import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.port.PortGuard;
import dev.slipway.line.worker.Connection;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Asks the management interface of a worker in a container what the worker was started with.
 *
 * @param user the agent's management user
 * @param password the management password by group name
 */
public record ManagementInspector(String user, UnaryOperator<String> password, Pace pace)
        implements Containers.WorkerQuery {
    private static final int CONNECT_MILLISECONDS = 1_000;

    @Override
    public Optional<Containers.Running> at(String group, GroupStatus.Worker worker) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(worker.host(), worker.management()), CONNECT_MILLISECONDS);
        } catch (IOException e) {
            return Optional.empty();
        }
        Connection connection =
                new Connection(worker.host(), worker.management(), PortGuard.OPEN, user, () -> password.apply(group));
        try (Management management = new Management(worker.name(), connection, pace)) {
            return Optional.of(new Containers.Running(
                    management.process().property("slipway.start").orElse(""),
                    management.process().property("slipway.container").orElse("")));
        } catch (WorkerException | IllegalStateException e) {
            // Something answers, but not a worker that was started for this.
            return Optional.of(new Containers.Running("", ""));
        }
    }
}
