/** What an administrator's system starts, stops and installs the suite with, run as that system would. */
package io.daemontools.suite.packaging;
