package dev.surefoot.server.runtime;

import dev.surefoot.server.environment.ApplicationName;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The environment variables an instance gets: a few that every program expects, and who it is.
 * Nothing else of the server's own environment, which may hold credentials that are not the
 * application's.
 */
final class InstanceEnvironment {
    private static final List<String> INHERITED =
            List.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "LANG",
                    "LC_ALL",
                    "TZ",
                    "TMPDIR",
                    "JAVA_HOME");

    private InstanceEnvironment() {}

    static Map<String, String> of(Launch launch, String instance) {
        Map<String, String> variables = new HashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        Place place = launch.place();
        String digest = launch.version().digest();
        variables.put("SUREFOOT_SERVICE", place.service());
        variables.put("SUREFOOT_ENVIRONMENT", place.environment());
        variables.put("SUREFOOT_SLOT", place.slot().name().toLowerCase(Locale.ROOT));
        variables.put("SUREFOOT_INSTANCE", instance);
        variables.put("SUREFOOT_DIGEST", digest);
        variables.put("SUREFOOT_APPLICATION_NAME", applicationName(place.service(), digest));
        return variables;
    }

    static String applicationName(String service, String digest) {
        return ApplicationName.of(service, digest.substring("sha256:".length()));
    }
}
