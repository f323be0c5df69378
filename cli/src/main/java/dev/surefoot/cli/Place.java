package dev.surefoot.cli;

import picocli.CommandLine.Parameters;

/** The two words that say where: a service, and one of its environments. */
final class Place {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "As in its surefoot.yaml.")
    String service = "";

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "As in policy.yaml.")
    String environment = "";

    /** The API's path of what belongs to it; whatever was typed stays one segment each. */
    String path(String what) {
        return "/services/"
                + ApiClient.segment(service)
                + "/environments/"
                + ApiClient.segment(environment)
                + what;
    }

    @Override
    public String toString() {
        return service + " " + environment;
    }
}
