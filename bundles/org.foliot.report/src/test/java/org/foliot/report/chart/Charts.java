package org.foliot.report.chart;

import java.util.List;
import java.util.stream.Stream;

/** Charts with made-up figures. */
public final class Charts {
    private Charts() {}

    /** Lines with intervals over a logarithmic axis. */
    public static Chart costs() {
        return Chart.of(
                        "What one update of the structure costs",
                        Axis.logarithmic("vCPUs of guest web", ""),
                        Axis.linear("update cost per vcpu_load", "ns"),
                        List.of(
                                Series.line(
                                        "hostKernel",
                                        List.of(
                                                Point.of(1, 40).between(38, 43),
                                                Point.of(2, 43).between(41, 46),
                                                Point.of(4, 46).between(44, 49),
                                                Point.of(16, 52).between(50, 55))),
                                Series.line(
                                        "userspace",
                                        List.of(
                                                Point.of(1, 120).between(100, 150),
                                                Point.of(2, 150).between(128, 181),
                                                Point.of(4, 180).between(156, 212),
                                                Point.of(16, 240).between(212, 274)))))
                .withNote(
                        "Means of 30 runs each with 95 % Student intervals; common random numbers over the strategies.");
    }

    /** Bars of categories on both sides of 0. */
    public static Chart errors() {
        return Chart.of(
                "Charging error",
                Axis.of("strategy", List.of("hostKernel", "userspace", "donated")),
                Axis.linear("error", "%"),
                List.of(
                        Series.bars(
                                "single read",
                                List.of(
                                        Point.of(0, 12.5).between(11, 14),
                                        Point.of(1, 15.5).between(14, 17),
                                        Point.of(2, 18.5))),
                        Series.bars("double read", List.of(Point.of(0, -2.5), Point.of(1, 1.5), Point.of(2, 5.5)))));
    }

    /** Bars of categories with long names, in more series than a legend has room for in one row. */
    public static Chart reads() {
        List<String> names =
                List.of("kvm", "kvm { counter_traps constant }", "kvm_lpt", "kvm_lpt { rounding up }", "hyperv");
        List<Point> points =
                List.of(Point.of(0, 25), Point.of(1, 325), Point.of(2, 220), Point.of(3, 220), Point.of(4, 200));
        return Chart.of(
                "What a read costs",
                Axis.of("old.hypervisor", names),
                Axis.linear("read", "ns"),
                Stream.of("25 MHz", "50 MHz", "100 MHz", "1 GHz", "24 MHz", "54 MHz")
                        .map(f -> Series.bars("from_hz = " + f + ", to_hz = 100 MHz", points))
                        .toList());
    }

    /** A curve, steps and marks over a logarithmic axis upwards. */
    public static Chart clocks() {
        return Chart.of(
                "Clock error",
                Axis.linear("frequency ratio", ""),
                Axis.logarithmic("clock error", "us"),
                List.of(
                        new Series("nothing", Series.Style.CURVE, List.of(Point.of(0, 0.001), Point.of(6, 20))),
                        new Series(
                                "LPT", Series.Style.STEPS, List.of(Point.of(0, 1), Point.of(2, 30), Point.of(5, 31))),
                        Series.marks(
                                "overlay", List.of(Point.of(1, 5).between(-1, 9), Point.of(2, 80), Point.of(3, 800)))));
    }
}
