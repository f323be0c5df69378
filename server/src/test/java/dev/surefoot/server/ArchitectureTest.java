package dev.surefoot.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.surefoot.server.gate.Admission;
import dev.surefoot.server.gate.Admittance;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;
import dev.surefoot.testkit.Requirement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The walls between the rooms. */
@AnalyzeClasses(
        packages = "dev.surefoot.server",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.surefoot.server.";

    /** Each floor uses only those below it; rooms on one floor know nothing of each other. */
    private static final List<List<String>> FLOORS =
            List.of(
                    List.of("app"),
                    List.of("api", "web"),
                    List.of("calibration"),
                    List.of("promotion"),
                    List.of("rollback"),
                    List.of("traffic", "runtime", "schema", "candidate"),
                    List.of("rollout", "claim", "freeze"),
                    List.of("artifact"),
                    List.of("environment"),
                    List.of("gate"),
                    List.of("http"),
                    List.of("identity"),
                    List.of("ledger"),
                    List.of("db", "jobs", "json", "time", "process"));

    @ArchTest
    static void each_floor_uses_only_those_below_it(JavaClasses classes) {
        for (int i = 0; i < FLOORS.size(); i++) {
            for (String room : FLOORS.get(i)) {
                List<String> forbidden = new ArrayList<>();
                FLOORS.subList(0, i).forEach(forbidden::addAll);
                FLOORS.get(i).stream().filter(other -> !other.equals(room)).forEach(forbidden::add);
                if (!forbidden.isEmpty()) {
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + room + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    forbidden.stream()
                                            .map(name -> ROOT + name + "..")
                                            .toArray(String[]::new))
                            .check(classes);
                }
            }
        }
    }

    @ArchTest
    static void every_package_has_its_floor(JavaClasses classes) {
        Set<String> known = FLOORS.stream().flatMap(List::stream).collect(Collectors.toSet());

        Set<String> rooms =
                classes.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.substring(ROOT.length()).replaceAll("\\..*", ""))
                        .collect(Collectors.toSet());

        assertThat(rooms).isEqualTo(known);
    }

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_STORES_TOUCH_SQL =
            noClasses()
                    .that()
                    .haveNameNotMatching(".*(Store|Row)(\\$.*)?")
                    .and()
                    .resideOutsideOfPackages(ROOT + "db..", ROOT + "jobs..", ROOT + "app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule ONLY_HTTP_TOUCHES_HELIDON =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.helidon..");

    @ArchTest
    static final ArchRule DECISIONS_TOUCH_NO_CLOCK_NO_IO_NO_LOG =
            noClasses()
                    .that()
                    .haveNameMatching(".*Rules(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "java.sql..",
                            "org.jdbi..",
                            "org.slf4j..")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    /** Whoever starts processes or divides traffic acts on a promotion that was admitted. */
    @ArchTest
    @Requirement("GATE-4")
    static void only_a_promotions_acts_change_what_runs(JavaClasses classes) {
        noClasses()
                .that()
                .haveNameNotMatching(ROOT + "promotion\\.(Expander|Exposer|Reconciler)(\\$.*)?")
                .and()
                .resideOutsideOfPackages(ROOT + "runtime..", ROOT + "traffic..")
                .should()
                .callMethod(Runtime.class, "start", Launch.class)
                .orShould()
                .callMethod(Router.class, "apply", Split.class, Token.class)
                .check(classes);
    }

    /** So a promotion past its gates holds an admittance that only the one way in can give. */
    @ArchTest
    @Requirement("GATE-4")
    static void only_admission_admits(JavaClasses classes) {
        Set<String> makers =
                classes.get(Admittance.Admitted.class).getConstructorCallsToSelf().stream()
                        .map(JavaConstructorCall::getOriginOwner)
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(makers).containsExactly(Admission.class.getName());
    }
}
