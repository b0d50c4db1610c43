package dev.slipway.line.status;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.line.Pages;
import dev.slipway.line.doctor.service.ServiceWorkers;
import dev.slipway.line.host.machine.ProcessMemory;
import dev.slipway.line.host.machine.SupervisedProgram;
import dev.slipway.line.host.machine.Supervisor;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.program.Console;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the programs of a line that is up. {@code line/bin/status} reports one that is not, and has the help. */
@Command(name = "status", customSynopsis = "status", description = "Shows what runs.")
public final class StatusVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    /** Made by picocli. */
    public StatusVerb() {}

    @Override
    public Integer call() throws IOException {
        DoctorContext context = DoctorContext.of(System.getenv());
        Settings settings = context.settings();
        String supervisor = Files.readString(settings.state().resolve("run/supervisord.pid"))
                .strip();
        ProcessMemory memory = ProcessMemory.now();
        LineStatus status = status(context, memory);
        Console console = help.console();
        List<String> lines = status.lines();
        console.say(help.line().getColorScheme().ansi().string("@|bold " + lines.get(0) + "|@"));
        lines.stream().skip(1).forEach(console::say);
        Pages.Page ledger = Pages.ledger(settings);
        if (ledger.isWell()) {
            console.good("The ledger answers at " + settings.ledger());
        } else {
            console.bad("The ledger does not answer at %s (status %03d): ./slipway logs wildfly-1"
                    .formatted(settings.ledger(), ledger.status()));
        }
        console.say("  Total memory: " + memory.megabytes(Long.parseLong(supervisor)) + " MB");
        return status.isWell() && ledger.isWell() ? 0 : 1;
    }

    /** Those of the line, then the workers of services. */
    private static LineStatus status(DoctorContext context, ProcessMemory memory) throws IOException {
        Map<String, SupervisedProgram> supervised = Supervisor.programs(context.settings());
        List<String> names = Stream.concat(
                        context.lines("line/bin/program", "list").stream(),
                        ServiceWorkers.of(context).stream().map(Worker::name))
                .toList();
        return LineStatus.of(
                names,
                name -> program(context, memory, name, supervised.getOrDefault(name, SupervisedProgram.UNKNOWN)));
    }

    private static ProgramStatus program(
            DoctorContext context, ProcessMemory memory, String name, SupervisedProgram program) {
        boolean isReady = program.isRunning()
                && context.script("line/bin/program", "ready", name).isSuccess();
        return new ProgramStatus(
                name,
                program,
                isReady,
                program.pid().stream().map(memory::megabytes).sum());
    }
}
