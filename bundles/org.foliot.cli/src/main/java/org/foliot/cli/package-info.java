/** The command line door. */
package org.foliot.cli;
