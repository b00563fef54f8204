/** The host scheduler {@code merry_go_round}, an extension of Foliot. */
package org.example.merrygoround;
