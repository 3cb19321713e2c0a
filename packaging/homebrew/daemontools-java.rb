# The build fills in the version, checksums and settings: see README.md of packaging.
class DaemontoolsJava < Formula
  desc "Service supervision and logging, compatible with daemontools 0.76"
  homepage "@home_page@"
  url "@downloads@/daemontools-@version@-c.tar.gz"
  version "@version@"
  sha256 "@sha256@"
  license all_of: ["ISC", "Apache-2.0"]

  conflicts_with "daemontools", because: "both install the same commands"

  def install
    system "make"
    system "sh", "./install", "--no-list", "--mandir", "share/man", "--services", "#{var}/service", prefix
  end

  def post_install
    (var/"service").mkpath
  end

  service do
    run [opt_bin/"svscanboot", var/"service"]
    keep_alive true
  end

  test do
    assert_match(/^@4[0-9a-f]{23} line$/, pipe_output("#{bin}/tai64n", "line\n", 0))
  end
end
