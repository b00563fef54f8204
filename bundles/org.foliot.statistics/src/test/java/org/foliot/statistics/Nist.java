package org.foliot.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Univariate reference data sets of the National Institute of Standards and Technology, Statistical Reference Datasets (StRD),
 * Information Technology Laboratory, 1999, with certified mean, standard deviation and lag-1 autocorrelation.
 */
record Nist(String name, double mean, double standardDeviation, double autocorrelation, Sample sample) {
    /** A. A. Michelson, speed of light in air, 1879, in Mm/s; lower level of difficulty. */
    static final Nist MICHELSO = of(
            "Michelso",
            299.852400000000,
            0.0790105478190518,
            0.535199668621283,
            thousandths(
                    299000, 850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000,
                    1000, 960, 960, 960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800,
                    790, 760, 800, 880, 880, 880, 860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850,
                    840, 840, 840, 890, 810, 810, 820, 800, 770, 760, 740, 750, 760, 910, 920, 890, 860, 880, 720, 840,
                    850, 850, 780, 890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870, 870, 810, 740, 810, 940, 950,
                    800, 810, 870));
    /** Three-digit numbers drawn in a lottery; lower level of difficulty. */
    static final Nist LOTTERY = of("Lottery", 518.958715596330, 291.699727470969, -0.120948622967393, new double[] {
        162, 671, 933, 414, 788, 730, 817, 33, 536, 875, 670, 236, 473, 167, 877, 980, 316, 950, 456, 92, 517, 557, 956,
        954, 104, 178, 794, 278, 147, 773, 437, 435, 502, 610, 582, 780, 689, 562, 964, 791, 28, 97, 848, 281, 858, 538,
        660, 972, 671, 613, 867, 448, 738, 966, 139, 636, 847, 659, 754, 243, 122, 455, 195, 968, 793, 59, 730, 361,
        574, 522, 97, 762, 431, 158, 429, 414, 22, 629, 788, 999, 187, 215, 810, 782, 47, 34, 108, 986, 25, 644, 829,
        630, 315, 567, 919, 331, 207, 412, 242, 607, 668, 944, 749, 168, 864, 442, 533, 805, 372, 63, 458, 777, 416,
        340, 436, 140, 919, 350, 510, 572, 905, 900, 85, 389, 473, 758, 444, 169, 625, 692, 140, 897, 672, 288, 312,
        860, 724, 226, 884, 508, 976, 741, 476, 417, 831, 15, 318, 432, 241, 114, 799, 955, 833, 358, 935, 146, 630,
        830, 440, 642, 356, 373, 271, 715, 367, 393, 190, 669, 8, 861, 108, 795, 269, 590, 326, 866, 64, 523, 862, 840,
        219, 382, 998, 4, 628, 305, 747, 247, 34, 747, 729, 645, 856, 974, 24, 568, 24, 694, 608, 480, 410, 729, 947,
        293, 53, 930, 223, 203, 677, 227, 62, 455, 387, 318, 562, 242, 428, 968
    });
    /** R. Mavrodineaunu, a filter's transmittance; lower level of difficulty. */
    static final Nist MAVRO = of(
            "Mavro",
            2.00185600000000,
            0.000429123454003053,
            0.937989183438248,
            hundredThousandths(
                    180, 170, 180, 190, 180, 170, 150, 140, 150, 150, 170, 180, 180, 190, 190, 210, 200, 160, 140, 130,
                    130, 150, 150, 160, 150, 140, 130, 140, 150, 140, 150, 160, 150, 160, 190, 200, 200, 210, 220, 230,
                    240, 250, 270, 260, 260, 260, 270, 260, 250, 240));
    /** Lower level of difficulty. */
    static final Nist NUM_ACC_1 = of("NumAcc1", 10000002, 1, -0.5, new double[] {10000001, 10000003, 10000002});
    /** Average level of difficulty. */
    static final Nist NUM_ACC_2 = of("NumAcc2", 1.2, 0.1, -0.999, alternating(1.2, 1.1, 1.3));
    /** Average level of difficulty. */
    static final Nist NUM_ACC_3 = of("NumAcc3", 1000000.2, 0.1, -0.999, alternating(1000000.2, 1000000.1, 1000000.3));
    /** Higher level of difficulty. */
    static final Nist NUM_ACC_4 =
            of("NumAcc4", 10000000.2, 0.1, -0.999, alternating(10000000.2, 10000000.1, 10000000.3));

    static List<Nist> all() {
        return List.of(MICHELSO, LOTTERY, MAVRO, NUM_ACC_1, NUM_ACC_2, NUM_ACC_3, NUM_ACC_4);
    }

    private static Nist of(
            String name, double mean, double standardDeviation, double autocorrelation, double[] values) {
        return new Nist(name, mean, standardDeviation, autocorrelation, Sample.of(values));
    }

    @Override
    public String toString() {
        return name;
    }

    private static double[] thousandths(int base, int... values) {
        return Arrays.stream(values).mapToDouble(v -> (base + v) / 1000.0).toArray();
    }

    private static double[] hundredThousandths(int... values) {
        return Arrays.stream(values).mapToDouble(v -> (200000 + v) / 100000.0).toArray();
    }

    private static double[] alternating(double first, double odd, double even) {
        double[] values = new double[1001];
        Arrays.setAll(values, i -> i == 0 ? first : i % 2 == 1 ? odd : even);
        return values;
    }
}
