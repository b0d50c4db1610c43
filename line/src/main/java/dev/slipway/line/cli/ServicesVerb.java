package dev.slipway.line.cli;

import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Deployment;
import dev.slipway.line.ledger.Deployments;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the services. */
@Command(
        name = "services",
        header = "List the services, and what is live of each.",
        description = {
            "",
            "A service is registered by the first slipway deploy or slipway release. Its host name is given and taken by"
                    + " the line's owner, on the line's machine: ./slipway services add NAME, ./slipway services remove"
                    + " NAME.",
            ""
        },
        exitCodeList = {"0:they are listed", "1:no answer", "2:the command line is wrong"})
final class ServicesVerb implements Callable<Integer> {
    @Mixin
    final Asking asking;

    @Parameters(arity = "0..*", paramLabel = "list", description = "lists them, as does nothing at all")
    List<String> words = new ArrayList<>();

    ServicesVerb(Surroundings surroundings) {
        this.asking = new Asking(surroundings);
    }

    @Override
    public Integer call() {
        String word = words.isEmpty() ? "list" : words.get(0);
        if (word.equals("add") || word.equals("remove")) {
            throw new Failure(
                    "A host name is given and taken by the line's owner.",
                    "On the line's machine: ./slipway services " + String.join(" ", words));
        }
        if (!word.equals("list") || words.size() > 1) {
            throw new UsageException("services does not know '" + words.get(words.size() - 1) + "'");
        }
        Output output = asking.output();
        Ledger ledger = asking.ledger();
        List<Json> services = new Services(ledger).list();
        List<Deployment> live = new Deployments(ledger).live();
        if (services.isEmpty()) {
            output.say("There are none yet. slipway deploy FILE --service NAME makes one.");
        }
        for (Json service : services) {
            String name = service.text("name");
            output.say("  %-24s %s".formatted(name, lines(name, live)).stripTrailing());
            service.withAll(
                    "live",
                    live.stream()
                            .filter(one -> one.service().equals(name))
                            .map(Deployment::json)
                            .toList());
        }
        output.json(Json.object().withAll("items", services));
        return ExitCode.WELL;
    }

    private static String lines(String service, List<Deployment> live) {
        return live.stream()
                .filter(one -> one.service().equals(service))
                .map(one -> one.environment() + " " + one.version().orElse("unknown content"))
                .collect(Collectors.joining(", "));
    }
}
