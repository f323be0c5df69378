package dev.surefoot.bench.decisions.peers;

import static dev.surefoot.bench.decisions.peers.KayentaClassifier.Direction.DECREASE;
import static dev.surefoot.bench.decisions.peers.KayentaClassifier.Direction.EITHER;
import static dev.surefoot.bench.decisions.peers.KayentaClassifier.Direction.INCREASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.decisions.peers.KayentaClassifier.Direction;
import dev.surefoot.bench.decisions.peers.KayentaClassifier.Label;
import dev.surefoot.bench.decisions.peers.KayentaScore.Metric;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What Kayenta's own suites of classifier and scorer expect. */
@Requirement("DECISIONS-1")
class KayentaTest {
    @Test
    void classifies_as_kayentas_suite_does() {
        assertThat(label("pass.txt", EITHER)).isEqualTo(Label.PASS);
        assertThat(label("high.txt", EITHER)).isEqualTo(Label.HIGH);
        assertThat(label("low.txt", EITHER)).isEqualTo(Label.LOW);
        assertThat(label("high.txt", INCREASE)).isEqualTo(Label.HIGH);
        assertThat(label("low.txt", DECREASE)).isEqualTo(Label.LOW);
        assertThat(label("low.txt", INCREASE)).isEqualTo(Label.PASS);
        assertThat(label("high.txt", DECREASE)).isEqualTo(Label.PASS);
    }

    @Test
    void passes_what_is_tied_identical_or_missing_as_kayentas_suite_does() {
        KayentaClassifier classifier = classifier(DECREASE);
        double[] ones = {1, 1, 1, 1, 1};

        assertThat(classifier.classify(new double[] {1, 1}, new double[] {1, 1, 1}))
                .isEqualTo(Label.PASS);
        assertThat(classifier.classify(new double[] {5, 4, 3, 2, 1}, new double[] {1, 2, 3, 4, 5}))
                .isEqualTo(Label.PASS);
        assertThat(classifier.classify(ones, new double[] {0, 1, 1, 1, 1})).isEqualTo(Label.PASS);
        assertThat(classifier.classify(ones, new double[] {})).isEqualTo(Label.PASS);
    }

    @Test
    void calls_a_canary_high_that_always_fails_beside_a_baseline_that_never_does() {
        double[] always = {100, 100, 100, 100, 100};
        double[] never = {0, 0, 0, 0, 0};

        assertThat(KayentaClassifier.JUDGE.classify(never, always)).isEqualTo(Label.HIGH);
        assertThat(KayentaClassifier.JUDGE.classify(always, never)).isEqualTo(Label.PASS);
    }

    @Test
    void scores_as_kayentas_suite_does() {
        Metric pass = metric("a", Label.PASS);
        Metric high = metric("a", Label.HIGH);
        Metric low = metric("a", Label.LOW);
        Map<String, Double> none = Map.of();

        assertThat(KayentaScore.of(none, List.of(pass))).isEqualTo(100);
        assertThat(KayentaScore.of(none, List.of(high))).isZero();
        assertThat(KayentaScore.of(none, List.of(metric("a", Label.NODATA)))).isZero();
        assertThat(KayentaScore.of(none, List.of(pass, high))).isEqualTo(50);
        assertThat(KayentaScore.of(none, List.of(pass, high, low))).isEqualTo(33.33);
        assertThat(KayentaScore.of(none, List.of(pass, pass, metric("b", Label.NODATA))))
                .isEqualTo(100);
        assertThat(
                        KayentaScore.of(
                                Map.of("a", 75.0, "b", 25.0),
                                List.of(pass, pass, metric("b", Label.HIGH))))
                .isEqualTo(75);
        assertThat(
                        KayentaScore.of(
                                Map.of("a", 50.0, "b", 50.0),
                                List.of(pass, high, metric("b", Label.HIGH))))
                .isEqualTo(25);
        assertThat(
                        KayentaScore.of(
                                Map.of("a", 15.0, "b", 85.0),
                                List.of(high, low, pass, metric("b", Label.HIGH))))
                .isEqualTo(5);
    }

    @Test
    void scores_zero_when_a_critical_metric_does_not_pass() {
        Metric pass = metric("a", Label.PASS);

        assertThat(KayentaScore.of(Map.of(), List.of(pass, critical(Label.HIGH)))).isZero();
        assertThat(KayentaScore.of(Map.of(), List.of(pass, critical(Label.NODATA)))).isZero();
        assertThat(KayentaScore.of(Map.of(), List.of(metric("a", Label.LOW), critical(Label.PASS))))
                .isEqualTo(50);
    }

    private static Metric metric(String group, Label label) {
        return new Metric(group, label, false);
    }

    private static Metric critical(Label label) {
        return new Metric("a", label, true);
    }

    private static KayentaClassifier classifier(Direction direction) {
        return new KayentaClassifier(.1, 1.9599639845400536, direction);
    }

    private static Label label(String file, Direction direction) {
        Published data = Published.of(file);
        return classifier(direction).classify(data.control(), data.experiment());
    }
}
