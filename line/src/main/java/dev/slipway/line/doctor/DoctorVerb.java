package dev.slipway.line.doctor;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.doctor.check.Check;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.program.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** Checks the machine and the line. {@code line/bin/doctor} reports what prevents this program from running. */
@Command(
        name = "doctor",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        customSynopsis = "./slipway doctor",
        description = {
            "",
            "Checks this machine (JDK, programs, memory, disk, clock, names, ports), the line (programs, disk, certificates, backups, pages)"
                    + " and the services' workers (who is up, ports, memory, database connections), and says for each finding what to"
                    + " do, and how to make your browser trust the line's certificate.",
            ""
        },
        footer = {"", "Exit code 0 when nothing is in the way, 1 when something is."})
public final class DoctorVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    /** Made by picocli. */
    public DoctorVerb() {}

    @Override
    public Integer call() throws IOException {
        DoctorContext context = DoctorContext.of(System.getenv());
        PrintWriter out = help.line().getOut();
        Ansi ansi = help.line().getColorScheme().ansi();
        Console console = help.console();
        boolean isWell = true;
        for (CheckGroup group : CheckGroup.of(context)) {
            out.println(ansi.string("@|bold " + group.heading() + "|@"));
            for (Check check : group.checks()) {
                for (Finding finding : CheckGroup.run(check, context)) {
                    print(finding, console);
                    isWell &= finding.kind() != Finding.Kind.WRONG;
                }
            }
        }
        return isWell ? 0 : 1;
    }

    private static void print(Finding finding, Console console) {
        switch (finding.kind()) {
            case GOOD -> console.good(finding.text());
            case WARNING -> console.warn(finding.text());
            case WRONG -> console.bad(finding.text());
            case DETAIL -> console.say("      " + finding.text());
        }
    }
}
