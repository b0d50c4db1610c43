package dev.slipway.line.doctor;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.doctor.check.Check;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** Checks the machine and the line. What keeps this program itself from running, {@code line/bin/doctor} says. */
@Command(
        name = "doctor",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        customSynopsis = "./slipway doctor",
        description = {
            "",
            "Checks this machine (JDK, programs, memory, disk, clock, names, ports), the line (programs, certificates, pages) and the"
                    + " services' workers (who is up, ports, memory, disk, database connections), and says for each finding what to"
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
        CommandLine line = help.line();
        PrintWriter out = line.getOut();
        Ansi ansi = line.getColorScheme().ansi();
        boolean isWell = true;
        for (Examination examination : Examination.of(context)) {
            out.println(ansi.string("@|bold " + examination.heading() + "|@"));
            for (Check check : examination.checks()) {
                for (Finding finding : Examination.run(check, context)) {
                    out.println(ansi.string(mark(finding.kind())) + finding.text());
                    isWell &= finding.kind() != Finding.Kind.WRONG;
                }
            }
        }
        return isWell ? 0 : 1;
    }

    private static String mark(Finding.Kind kind) {
        return switch (kind) {
            case GOOD -> "@|green   ✓ |@";
            case WARNING -> "@|yellow   ! |@";
            case WRONG -> "@|red   ✗ |@";
            case DETAIL -> "      ";
        };
    }
}
